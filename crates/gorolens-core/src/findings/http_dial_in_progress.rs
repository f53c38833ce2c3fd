//! # http-dial-in-progress
//!
//! **What it shows.** Dial goroutines of net/http in connect(2) or in a dial function of the program's
//! own, and callers in `(*Transport).getConn` that wait for them. Those that wait for the addresses of
//! a name are `dns-lookup-stuck`.
//!
//! **Why it matters.** DefaultTransport gives a dial 30 s. A hand-made Transport has no dial
//! timeout: the system gives up after about two minutes (Linux, tcp_syn_retries).
//!
//! **Remedy.** A DialContext with a timeout; then look at the network or the peer.
//!
//! **Harmless when** it passes within seconds.
//!
//! Source: `net/http/transport.go` (dialConn, DefaultTransport), `net/dial.go`.

use super::analyses::Facts;
use super::analyses::http_conns::Member;
use super::analyses::http_roles::DialAt;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, waited, young};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-dial-in-progress",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let at = |wanted: DialAt| {
        facts
            .http
            .dialers
            .iter()
            .filter(move |it| it.1 == wanted)
            .map(|it| it.0)
    };
    let dials: Vec<Member> = at(DialAt::Connect).chain(at(DialAt::Other)).collect();
    let elsewhere: u64 = at(DialAt::Other).map(|it| it.1).sum();
    let total: u64 = dials.iter().map(|it| it.1).sum();
    let oldest = facts.oldest(dials.iter().copied());
    let (severity, certainty) = match (oldest.unwrap_or(0), total) {
        (PROVES_A_MINUTE.., 1..) => (Severity::Stuck, Certainty::High),
        (1.., 3..) => (Severity::Suspect, Certainty::Medium),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let callers: Vec<Member> = facts.http.get_conn.iter().map(|it| it.0).collect();
    let places = own_code::places(facts, callers.iter().copied());
    let title = msg("http-dial-in-progress-title").n("n", total);
    let n_callers: u64 = callers.iter().map(|it| it.1).sum();
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "dial")
        .members(facts, dials.iter().copied().chain(callers.iter().copied()))
        .evidence(
            EvidenceKind::Position,
            msg("http-dial-in-progress-position")
                .n("connecting", total - elsewhere)
                .n("callers", n_callers),
        )
        .maybe(
            EvidenceKind::Position,
            (elsewhere > 0).then(|| msg("http-dial-in-progress-elsewhere").n("n", elsewhere)),
        )
        .evidence(
            EvidenceKind::Wait,
            match oldest {
                Some(age) if age < PROVES_A_MINUTE => waited(total, age),
                Some(age) => msg("http-dial-in-progress-wait")
                    .n("n", total)
                    .minutes("oldest", age),
                None => young(total),
            },
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Caveat, msg("http-dial-in-progress-address").n("n", total))
        .look_alike("http-max-conns-per-host", msg("http-dial-in-progress-or-max-conns"))
        .remedy(remedy(
            msg("http-dial-in-progress-remedy"),
            [
                msg("http-dial-in-progress-step-clone"),
                msg("http-dial-in-progress-step-check"),
            ],
            "transport := &http.Transport{} // no dial timeout\n",
            "dialer := &net.Dialer{Timeout: 5 * time.Second}\nbase := http.DefaultTransport.(*http.Transport)\ntransport := base.Clone()\ntransport.DialContext = dialer.DialContext\n",
            &[("net: Dialer.Timeout", "https://pkg.go.dev/net#Dialer")],
        ))
        .run(
            "ss -tnp state syn-sent",
            msg("http-dial-in-progress-run-ss"),
        )
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

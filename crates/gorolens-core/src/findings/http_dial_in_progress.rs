//! # http-dial-in-progress
//!
//! **What it shows.** Dial goroutines in connect(2) or in name resolution, and callers in
//! `(*Transport).getConn` that wait for them.
//!
//! **Why it matters.** DefaultTransport gives a dial 30 s. A hand-made Transport has no dial
//! timeout: the system gives up after about two minutes (Linux, tcp_syn_retries).
//!
//! **Remedy.** A DialContext with a timeout; then look at the network or the peer.
//!
//! **Harmless when** it passes within seconds.
//!
//! Source: `net/http/transport.go` (dialConn, DefaultTransport), `net/dial.go`.

use super::Rule;
use super::analyses::Facts;
use super::analyses::http_conns::Member;
use super::analyses::http_roles::DialAt;
use super::analyses::own_code;
use super::draft::{Draft, SECOND_DUMP, remedy};
use super::words::{count, is, minutes, number};
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
    let dials: Vec<Member> = at(DialAt::Connect).chain(at(DialAt::Dns)).collect();
    let resolving: u64 = at(DialAt::Dns).map(|it| it.1).sum();
    let total: u64 = dials.iter().map(|it| it.1).sum();
    let oldest = dials
        .iter()
        .filter_map(|it| facts.goroutine(it.0).minutes())
        .max();
    let (severity, certainty) = match (oldest.unwrap_or(0), total) {
        (1.., 1..) => (Severity::Stuck, Certainty::High),
        (_, 5..) => (Severity::Suspect, Certainty::Medium),
        _ => return,
    };
    let callers: Vec<Member> = facts.http.get_conn.iter().map(|it| it.0).collect();
    let places = own_code::places(facts, callers.iter().copied());
    let title = format!(
        "{} {} in progress: the peer does not answer",
        count(total, "TCP dial"),
        is(total)
    );
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "dial")
        .members(facts, dials.iter().copied().chain(callers.iter().copied()))
        .evidence(EvidenceKind::Position, format!(
            "{} in connect, {} in name resolution; {} in getConn for them.",
            number(total - resolving),
            number(resolving),
            if callers.len() == 1 { "1 caller waits".into() } else { format!("{} callers wait", number(callers.iter().map(|it| it.1).sum())) },
        ))
        .evidence(EvidenceKind::Wait, match oldest {
            Some(age) => format!("The oldest dial has taken at least {}: no dial timeout of 30 s applies, as \
                http.DefaultTransport has.", minutes(age)),
            None => "All are younger than a minute as far as the dump shows.".into(),
        })
        .maybe(EvidenceKind::OwnCode, own_code::listed(&places).map(|at| format!("Called from {at}.")))
        .evidence(EvidenceKind::Caveat, "Which address they dial is not in the dump.")
        .look_alike("http-max-conns-per-host", "Excluded: there are dials for the waiting callers.")
        .remedy(remedy(
            "Give the Transport a dial timeout, then find out why the peer does not answer.",
            &[
                "Start from http.DefaultTransport.Clone(): it dials with a timeout of 30 s.",
                "Check address, firewall and the peer's accept queue.",
            ],
            "transport := &http.Transport{} // no dial timeout\n",
            "transport := http.DefaultTransport.(*http.Transport).Clone()\ntransport.DialContext = (&net.Dialer{Timeout: 5 * time.Second}).DialContext\n",
            &[("net: Dialer.Timeout", "https://pkg.go.dev/net#Dialer")],
        ))
        .capture("ss -tnp state syn-sent  # the addresses being dialled")
        .capture(SECOND_DUMP);
    acc.push(draft.finish(facts));
}

//! # http-no-client-timeout
//!
//! **What it shows.** Callers in `(*persistConn).roundTrip` (or HTTP/2's `RoundTrip`): the request
//! is sent and no response header has come.
//!
//! **Why it matters.** A zero Client.Timeout means none. If the server never answers, the caller
//! waits for ever, with three goroutines and whatever locks it holds.
//!
//! **Remedy.** Client.Timeout, a context deadline, or Transport.ResponseHeaderTimeout.
//!
//! **Harmless when** it is a long poll that is meant to wait.
//!
//! Since Go 1.18 `net/http.send` shows whether the Client has a Timeout, not whether the request's context
//! has a deadline. Why the server is silent is not in the dump. Source: `net/http/client.go` (Timeout),
//! `transport.go` (roundTrip), Go 1.7–1.27.

use super::analyses::Facts;
use super::analyses::http_conns::{ConnKind, Member};
use super::analyses::http_timeouts::Timeouts;
use super::analyses::net_roles::{Net, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, waited, young};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::{Message, msg};
use crate::report::{Certainty, EvidenceKind, Finding, Remedy, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-no-client-timeout",
    check,
};

/// Longer than the timeouts that people set for ordinary requests: more than two minutes, since a
/// header may overstate by three.
const NO_SANE_TIMEOUT: u32 = 5;
/// More than three minutes for certain, and in a process at work more than five.
const FOR_SURE: u32 = 6;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let conns = facts.http.of(ConnKind::AwaitingHeaders);
    let callers: Vec<Member> = conns
        .iter()
        .filter_map(|conn| Some((conn.caller.get()?, conn.n)))
        .chain(h2_callers(facts))
        .collect();
    let total: u64 = callers.iter().map(|it| it.1).sum();
    let oldest = facts.oldest(callers.iter().copied());
    let places = own_code::places(facts, callers.iter().copied());
    let timeouts = Timeouts::of(facts, callers.iter().copied());
    let Some((severity, certainty)) = judge(facts, total, oldest, &places, timeouts) else {
        return;
    };
    let title = title(total, oldest);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(total, "request")
        .members(facts, conns.iter().flat_map(|conn| conn.members()))
        .members(facts, h2_callers(facts))
        .members(facts, h2_streams(facts))
        .evidence(
            EvidenceKind::Position,
            msg("http-no-client-timeout-position").n("n", total),
        )
        .maybe(EvidenceKind::Absence, shown(timeouts))
        .maybe(EvidenceKind::Pairing, pairing(&conns))
        .evidence(EvidenceKind::Wait, waits(total, oldest))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(
            EvidenceKind::Caveat,
            msg("http-no-client-timeout-other-end"),
        )
        .look_alike("http-long-poll", msg("http-no-client-timeout-or-long-poll"))
        .remedy(bound_it());
    let draft = if oldest.is_none() {
        draft.look_alike(
            "benign-http-in-flight",
            msg("http-no-client-timeout-or-in-flight"),
        )
    } else {
        draft
    };
    acc.push(draft.capture(second_dump()).finish(facts));
}

/// Callers of HTTP/2, unless what holds them up is in the dump: a connection that takes no data
/// (`http2-client-conn-stuck`), or request bodies that may not be sent (`http2-flow-control-stall`).
fn h2_callers(facts: &Facts<'_>) -> impl Iterator<Item = Member> {
    let callers = &facts.http.h2.callers;
    let n_callers: u64 = callers.iter().map(|it| it.0.1).sum();
    let old = |role| {
        let mut crowds = facts.net.crowds(facts, &[role]);
        crowds.retain(|crowd| crowd.oldest.unwrap_or(0) >= PROVES_A_MINUTE);
        total(&crowds)
    };
    let told = old(Net::Http2Write) > 0 || old(Net::Http2BodyWindow) * 2 > n_callers;
    callers.iter().map(|it| it.0).filter(move |_| !told)
}

/// The goroutine that each request of HTTP/2 has beside its caller, when no other streams are open.
fn h2_streams(facts: &Facts<'_>) -> impl Iterator<Item = Member> {
    let n = |members: &mut dyn Iterator<Item = Member>| members.map(|it| it.1).sum::<u64>();
    let streams = &facts.http.h2.open_streams;
    let theirs = n(&mut streams.iter()) <= n(&mut h2_callers(facts));
    streams.iter().filter(move |_| theirs)
}

fn judge(
    facts: &Facts<'_>,
    total: u64,
    oldest: Option<u32>,
    places: &own_code::Places,
    timeouts: Timeouts,
) -> Option<(Severity, Certainty)> {
    if total == 0 {
        return None;
    }
    // Their Client has a Timeout, so they end by themselves; when it is long, that is the question.
    if timeouts.with * 2 > total {
        return match oldest.unwrap_or(0) {
            PROVES_A_MINUTE.. if total >= 3 => Some((Severity::Suspect, Certainty::Low)),
            _ => None,
        };
    }
    let wanted = places.are_all(is_long_poll);
    match oldest.unwrap_or(0) {
        NO_SANE_TIMEOUT.. if wanted => Some((Severity::Suspect, Certainty::Low)),
        15.. => Some((Severity::Stuck, Certainty::High)),
        FOR_SURE.. if total >= 3 || facts.excerpt => Some((Severity::Stuck, Certainty::High)),
        NO_SANE_TIMEOUT.. if total >= 3 || facts.excerpt => {
            Some((Severity::Stuck, Certainty::Medium))
        }
        // One or two may be blocking queries, which commonly wait for five to ten minutes.
        NO_SANE_TIMEOUT.. => Some((Severity::Suspect, Certainty::Medium)),
        1.. if wanted => None,
        2.. if total >= 3 => Some((Severity::Suspect, Certainty::Medium)),
        // Young: only worth a word when next to nothing else happens on the connections.
        _ => {
            let conns = facts.http.n_conns() + facts.http.h2.callers.len() as u64;
            let severity = match timeouts.without >= 10 && !wanted {
                true => Severity::Suspect,
                false => Severity::Note,
            };
            (total >= 10 && total * 10 >= conns * 9).then_some((severity, Certainty::Low))
        }
    }
}

/// Names that say the wait is wanted.
fn is_long_poll(func: &str) -> bool {
    let name = func.to_ascii_lowercase();
    [
        "longpoll",
        "long_poll",
        "watch",
        "subscribe",
        "blockingquery",
        "tail",
    ]
    .iter()
    .any(|word| name.contains(word))
}

fn title(total: u64, oldest: Option<u32>) -> Message {
    match oldest {
        Some(age) if age >= 2 => msg("http-no-client-timeout-title-old")
            .n("n", total)
            .minutes("oldest", age),
        _ => msg("http-no-client-timeout-title-young").n("n", total),
    }
}

/// What the deadline that `net/http.send` was given says.
fn shown(timeouts: Timeouts) -> Option<Message> {
    match timeouts {
        Timeouts {
            with: 0,
            without: 0,
        } => None,
        Timeouts { with, without } if with > without => {
            Some(msg("http-no-client-timeout-long").n("n", with))
        }
        Timeouts { without, .. } => Some(msg("http-no-client-timeout-none").n("n", without)),
    }
}

fn pairing(conns: &[&super::analyses::http_conns::Conn]) -> Option<Message> {
    let exact: u64 = conns
        .iter()
        .filter(|conn| conn.ptr != 0)
        .map(|conn| conn.n)
        .sum();
    (exact > 0).then(|| msg("http-no-client-timeout-pairing").n("n", exact))
}

fn waits(total: u64, oldest: Option<u32>) -> Message {
    match oldest {
        Some(age) if age >= NO_SANE_TIMEOUT => msg("http-no-client-timeout-wait-old")
            .n("n", total)
            .minutes("oldest", age),
        Some(age) => waited(total, age),
        None => young(total),
    }
}

fn bound_it() -> Remedy {
    remedy(
        msg("http-no-client-timeout-remedy"),
        [
            msg("http-no-client-timeout-step-client"),
            msg("http-no-client-timeout-step-context"),
            msg("http-no-client-timeout-step-headers"),
        ],
        "// http.DefaultClient has no timeout.\nresp, err := http.Get(url)\n",
        "var client = &http.Client{Timeout: 10 * time.Second}\n\nctx, cancel := context.WithTimeout(ctx, 5*time.Second)\ndefer cancel()\nreq, err := http.NewRequestWithContext(\n\tctx, http.MethodGet, url, nil)\nif err != nil {\n\treturn err\n}\nresp, err := client.Do(req)\n",
        &[
            (
                "net/http: Client.Timeout (zero means none)",
                "https://pkg.go.dev/net/http#Client",
            ),
            (
                "net/http: Transport.ResponseHeaderTimeout",
                "https://pkg.go.dev/net/http#Transport",
            ),
        ],
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn old_callers_have_no_timeout() {
        let mut dump = Dump::whole();
        dump.awaiting(20, Some(7), false);
        expect![[r#"
            http-no-client-timeout stuck high 20 request 60 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn requests_in_flight_under_load_are_normal() {
        let mut dump = Dump::whole();
        dump.awaiting(12, None, false).idle(12, None).workers(12);
        expect![[r#"
            benign-idle-http-conns note medium 12 connection 24 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn one_blocking_query_is_not_called_stuck() {
        let mut dump = Dump::whole();
        dump.awaiting(1, Some(6), false);
        expect![[r#"
            http-no-client-timeout suspect medium 1 request 3 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}

//! # http-max-conns-per-host
//!
//! **What it shows.** Callers in `(*Transport).getConn` while fewer dials are in progress: they do
//! not wait for the network but for a slot of a limited pool.
//!
//! **Why it matters.** MaxConnsPerHost (Go 1.11+) is reached and the connections do not come back:
//! every further request queues behind them.
//!
//! **Remedy.** Free the connections that occupy the slots; then size the limit.
//!
//! **Harmless when** it passes within a moment under a burst.
//!
//! Source: `net/http/transport.go`, queueForDial: a caller over the limit starts no dial goroutine.

use std::collections::BTreeMap;

use super::analyses::Facts;
use super::analyses::http_conns::ConnKind;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, waited};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::{Message, msg};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-max-conns-per-host",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let waiting = waiting(facts);
    let total: u64 = waiting.iter().map(|it| it.1).sum();
    let busy = Busy::of(facts);
    let oldest = facts.oldest(waiting.iter().copied());
    let is_old = oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
    // Without a busy connection in the text nothing says what they wait for.
    if total < 3 && !is_old || total == 0 || (busy.total() == 0 && !facts.excerpt) {
        return;
    }
    let (severity, certainty) = match (is_old, total) {
        (true, _) => (Severity::Stuck, Certainty::High),
        // Bodies that nobody is inside do not come back by themselves; slow answers do.
        (false, 10..) if busy.body_open * 2 >= busy.total() => (Severity::Stuck, Certainty::Medium),
        (false, _) => (Severity::Suspect, Certainty::Medium),
    };
    let title = msg("http-max-conns-per-host-title").n("n", total);
    let places = own_code::places(facts, waiting.iter().copied());
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(total, "request")
        .members(facts, waiting.iter().copied())
        .evidence(
            EvidenceKind::Position,
            msg("http-max-conns-per-host-position").n("n", total),
        )
        .evidence(EvidenceKind::Absence, dials(facts, total))
        .all(EvidenceKind::Count, busy.texts())
        .maybe(EvidenceKind::Wait, oldest.map(|age| waited(total, age)))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Caveat, msg("http-max-conns-per-host-symptom"))
        .look_alike("http-dial-in-progress", msg("http-max-conns-per-host-or-dial"))
        .look_alike("benign-http-burst", msg("http-max-conns-per-host-or-burst"))
        .remedy(remedy(
            msg("http-max-conns-per-host-remedy"),
            [
                msg("http-max-conns-per-host-step-bodies"),
                msg("http-max-conns-per-host-step-deadline"),
                msg("http-max-conns-per-host-step-size"),
            ],
            "transport.MaxConnsPerHost = 10\n\nresp, err := client.Get(url)\nif err != nil {\n\treturn err\n}\nif resp.StatusCode != http.StatusOK {\n\treturn errUpstream // one slot less, for ever\n}\n",
            "transport.MaxConnsPerHost = 100\nclient := &http.Client{\n\tTransport: transport,\n\tTimeout:   10 * time.Second,\n}\n\nresp, err := client.Get(url)\nif err != nil {\n\treturn err\n}\ndefer resp.Body.Close() // gives the slot back\n",
            &[("net/http: Transport.MaxConnsPerHost", "https://pkg.go.dev/net/http#Transport")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Callers on Transports with fewer dials in progress than callers. Where addresses are missing,
/// all Transports count as one.
fn waiting(facts: &Facts<'_>) -> Vec<(u32, u64)> {
    let exact = facts.http.get_conn.iter().all(|(_, ptr)| *ptr != 0)
        && facts.http.dialers.iter().all(|(_, _, ptr)| *ptr != 0);
    let key = |ptr: u64| if exact { ptr } else { 0 };
    let mut dials: BTreeMap<u64, u64> = BTreeMap::new();
    for (member, _, ptr) in &facts.http.dialers {
        *dials.entry(key(*ptr)).or_default() += member.1;
    }
    let mut callers: BTreeMap<u64, Vec<(u32, u64)>> = BTreeMap::new();
    for (member, ptr) in &facts.http.get_conn {
        callers.entry(key(*ptr)).or_default().push(*member);
    }
    let queued = |(ptr, members): (u64, Vec<(u32, u64)>)| {
        let n: u64 = members.iter().map(|it| it.1).sum();
        let dialling = dials.get(&ptr).copied().unwrap_or(0);
        (dialling * 2 < n).then_some(members)
    };
    callers.into_iter().filter_map(queued).flatten().collect()
}

fn dials(facts: &Facts<'_>, total: u64) -> Message {
    let dialling: u64 = facts
        .http
        .dialers
        .iter()
        .map(|(member, _, _)| member.1)
        .sum();
    msg("http-max-conns-per-host-dials")
        .n("n", total)
        .n("dials", dialling)
}

/// What occupies the connections.
struct Busy {
    body_open: u64,
    body_read: u64,
    headers: u64,
    sending: u64,
}

impl Busy {
    fn of(facts: &Facts<'_>) -> Self {
        let n = |kind| facts.http.of(kind).iter().map(|conn| conn.n).sum();
        Busy {
            body_open: n(ConnKind::BodyOpen),
            body_read: n(ConnKind::BodyRead),
            headers: n(ConnKind::AwaitingHeaders),
            sending: n(ConnKind::RequestStalled) + n(ConnKind::RequestBody),
        }
    }

    fn total(&self) -> u64 {
        self.body_open + self.body_read + self.headers + self.sending
    }

    fn texts(&self) -> Vec<Message> {
        if self.total() == 0 {
            return vec![msg("http-max-conns-per-host-held-unknown")];
        }
        [
            (
                self.body_open,
                msg("http-max-conns-per-host-held-open").n("n", self.body_open),
            ),
            (
                self.body_read,
                msg("http-max-conns-per-host-held-reading").n("n", self.body_read),
            ),
            (
                self.headers,
                msg("http-max-conns-per-host-held-waiting").n("n", self.headers),
            ),
            (
                self.sending,
                msg("http-max-conns-per-host-held-sending").n("n", self.sending),
            ),
        ]
        .into_iter()
        .filter_map(|(n, text)| (n > 0).then_some(text))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn callers_without_dials_wait_for_a_slot() {
        let mut dump = Dump::whole();
        dump.get_conn(14, 0, Some(5)).awaiting(2, Some(5), false);
        expect![[r#"
            http-max-conns-per-host stuck high 14 request 14 goroutines
            http-no-client-timeout suspect medium 2 request 6 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn a_dial_for_each_caller_is_the_network() {
        let mut dump = Dump::whole();
        dump.get_conn(11, 11, Some(1)).awaiting(1, None, false);
        expect![[r#"
            http-dial-in-progress suspect medium 11 dial 22 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}

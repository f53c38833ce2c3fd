//! # http-body-not-closed
//!
//! **What it shows.** Client connections whose response was handed over and whose body is neither
//! read to the end nor closed: `readLoop` stands in its own select, and nobody is inside the body.
//! HTTP/2: a stream goroutine without a caller and without a body reader.
//!
//! **Why it matters.** The connection, two goroutines (one for HTTP/2) and a file descriptor stay
//! until the peer hangs up, the context ends, or Client.Timeout fires.
//!
//! **Remedy.** Close the body on every path, right after the error check.
//!
//! **Harmless when** few and young: code that holds a body while it does something else looks the
//! same (`net/http/transport.go`, readLoop, select on waitForBodyRead, Go 1.7–1.27).

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::http_conns::{Conn, ConnKind, Member};
use super::analyses::members::MemberList;
use super::analyses::notes::PerBody;
use super::analyses::own_code;
use super::draft::{Draft, remedy, second_dump};
use super::{Rule, has_func};
use crate::message::{Message, msg};
use crate::model::{Origin, Stack, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Remedy, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-body-not-closed",
    check,
};

/// This many at once are no coincidence of timing.
const PILE: u64 = 10;
/// A body that nobody touches for this long is hardly being worked on.
const OLD: u32 = super::PROVES_A_MINUTE;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let open = Open::of(facts);
    let Some((severity, certainty)) = judge(facts, &open) else {
        return;
    };
    let draft = Draft::new(facts, RULE.id, severity, certainty, title(&open, severity))
        .objects(
            open.total(),
            if open.http1 == 0 {
                "stream"
            } else {
                "connection"
            },
        )
        .members(facts, open.conns.iter().flat_map(|conn| conn.members()))
        .members(facts, open.streams.iter());
    let draft = with_evidence(draft, facts, &open);
    let draft = with_look_alikes(draft, &open);
    let draft = draft
        .remedy(close_it())
        .run(
            "go install github.com/timakin/bodyclose@latest && go vet -vettool=$(which bodyclose) ./...",
            msg("http-body-not-closed-run-bodyclose"),
        )
        .run(
            "ss -tnp state close-wait",
            msg("http-body-not-closed-run-close-wait"),
        )
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Responses whose body nobody is inside.
struct Open<'a> {
    conns: Vec<&'a Conn>,
    http1: u64,
    streams: MemberList,
    http2: u64,
    oldest: Option<u32>,
    /// Goroutines that may hold these bodies while they do something else.
    holders: Vec<Member>,
    /// Callers wait for a slot of a limited pool that these connections occupy.
    blocks_others: u64,
}

impl<'a> Open<'a> {
    fn of(facts: &'a Facts<'_>) -> Self {
        let conns = facts.http.of(ConnKind::BodyOpen);
        let (streams, http2) = open_streams(facts);
        let ages = conns
            .iter()
            .filter_map(|conn| conn.reader.get())
            .chain(streams.iter().map(|it| it.0));
        let oldest = ages.filter_map(|idx| facts.minutes(idx)).max();
        let waiting = facts.http.get_conn.iter().map(|(member, _)| member.1).sum();
        let blocks_others = if facts.http.dialers.is_empty() {
            waiting
        } else {
            0
        };
        let http1: u64 = conns.iter().map(|conn| conn.n).sum();
        Open {
            conns,
            http1,
            streams,
            http2,
            oldest,
            holders: match http1 + http2 {
                0 => Vec::new(),
                _ => holders(facts),
            },
            blocks_others,
        }
    }

    fn total(&self) -> u64 {
        self.http1 + self.http2
    }

    fn n_holders(&self) -> u64 {
        self.holders.iter().map(|it| it.1).sum()
    }

    fn is_old(&self) -> bool {
        self.oldest.is_some_and(|age| age >= OLD)
    }
}

/// Streams beyond those that a caller or a body reader accounts for. Which ones they are is not in
/// the dump: streams carry no address that callers share.
fn open_streams(facts: &Facts<'_>) -> (MemberList, u64) {
    let h2 = &facts.http.h2;
    let sum = |members: &[Member]| members.iter().map(|it| it.1).sum::<u64>();
    let used = h2.callers.iter().map(|(it, _)| it.1).sum::<u64>() + sum(&h2.body_readers);
    let open = h2
        .open_streams
        .iter()
        .map(|it| it.1)
        .sum::<u64>()
        .saturating_sub(used);
    if open == 0 {
        (MemberList::default(), 0)
    } else {
        (h2.open_streams.clone(), open)
    }
}

/// Goroutines outside net/http's client that may hold an open body: they copy, decode or scan, or
/// they are a proxy. Those inside the body are counted as readers already.
fn holders(facts: &Facts<'_>) -> Vec<Member> {
    let roles = facts.http.roles();
    let holds = |stack: &Stack| {
        [
            "(*ReverseProxy).ServeHTTP",
            "io.copyBuffer",
            "(*Decoder).Decode",
            "(*Scanner).Scan",
            "ReadAll",
        ]
        .iter()
        .any(|name| has_func(stack, name) || stack.has(name))
    };
    let is_ours = |frame: &StackFrame| frame.origin != Origin::Runtime;
    let mut by_body = PerBody::new(facts.ctx.tables);
    let is_holder = |crowd: &&Crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        roles[crowd.stack.index()].client == super::analyses::http_roles::Client::None
            && by_body.of(stack, |it| holds(it) && it.frames.iter().any(is_ours))
    };
    let holders = facts.crowds.iter().filter(is_holder);
    holders.flat_map(|crowd| crowd.members.iter()).collect()
}

fn judge(facts: &Facts<'_>, open: &Open<'_>) -> Option<(Severity, Certainty)> {
    let total = open.total();
    if total == 0 {
        return None;
    }
    if open.n_holders() * 2 >= total {
        // As many goroutines may be working on these bodies as there are bodies.
        return (total >= 3 || open.is_old()).then_some((Severity::Suspect, Certainty::Low));
    }
    if open.blocks_others < 3 && may_be_held(facts, total) {
        // As many goroutines of one kind wait for something else as there are bodies.
        let leaks = open.is_old() && total >= PILE;
        let severity = if leaks {
            Severity::Leak
        } else {
            Severity::Suspect
        };
        return (total >= 3 || open.is_old()).then_some((severity, Certainty::Medium));
    }
    if open.blocks_others >= 3 || total >= PILE || (open.is_old() && total >= 5) {
        let exact = facts
            .http
            .of(ConnKind::BodyOpen)
            .iter()
            .all(|conn| conn.ptr != 0);
        let certainty = if exact && open.http2 == 0 {
            Certainty::High
        } else {
            Certainty::Medium
        };
        return Some((Severity::Leak, certainty));
    }
    if open.is_old() {
        let severity = if facts.excerpt {
            Severity::Leak
        } else {
            Severity::Suspect
        };
        return Some((severity, Certainty::Medium));
    }
    let share = total * 4 >= facts.http.n_conns();
    (total >= 3 && share).then_some((Severity::Suspect, Certainty::Low))
}

/// Whether the user's own code has a crowd of about as many goroutines as there are open bodies,
/// each of which may hold one. Those that wait for a connection themselves hold none.
fn may_be_held(facts: &Facts<'_>, total: u64) -> bool {
    facts.crowds.iter().any(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        crowd.is_about(total)
            && facts.http.roles()[crowd.stack.index()].client
                == super::analyses::http_roles::Client::None
            && stack
                .frames
                .iter()
                .any(|frame| frame.origin == Origin::Application)
    })
}

fn title(open: &Open<'_>, severity: Severity) -> Message {
    match severity {
        Severity::Leak => msg("http-body-not-closed-title-leaked").n("n", open.total()),
        _ => msg("http-body-not-closed-title-open").n("n", open.total()),
    }
}

fn with_evidence(draft: Draft, facts: &Facts<'_>, open: &Open<'_>) -> Draft {
    let http1 = |text: Message| (open.http1 > 0).then_some(text);
    let streams = msg("http-body-not-closed-streams").n("n", open.http2);
    draft
        .maybe(
            EvidenceKind::Position,
            http1(msg("http-body-not-closed-position").n("n", open.http1)),
        )
        .maybe(EvidenceKind::Position, (open.http2 > 0).then_some(streams))
        .evidence(EvidenceKind::Absence, absence(facts, open))
        .maybe(EvidenceKind::Pairing, http1(pairing(open)))
        .maybe(EvidenceKind::Wait, waits(open))
        .maybe(EvidenceKind::Count, blocking(open))
        .maybe(EvidenceKind::OwnCode, holder_text(facts, open))
        .evidence(
            EvidenceKind::OwnCode,
            msg("http-body-not-closed-no-own-code").n("n", open.total()),
        )
        .evidence(EvidenceKind::Caveat, msg("shared-pile-not-growth"))
}

fn absence(facts: &Facts<'_>, open: &Open<'_>) -> Message {
    let readers: u64 = facts
        .http
        .of(ConnKind::BodyRead)
        .iter()
        .map(|conn| conn.n)
        .sum();
    msg("http-body-not-closed-absence")
        .n("n", open.total())
        .n("readers", readers)
}

fn pairing(open: &Open<'_>) -> Message {
    let paired: u64 = open
        .conns
        .iter()
        .filter(|conn| conn.ptr != 0 && conn.writer.is_some())
        .map(|conn| conn.n)
        .sum();
    if paired == 0 {
        msg("shared-counted-by-frames")
    } else {
        msg("http-body-not-closed-pairing").n("n", paired)
    }
}

fn waits(open: &Open<'_>) -> Option<Message> {
    Some(
        msg("http-body-not-closed-wait")
            .n("n", open.total())
            .minutes("oldest", open.oldest?),
    )
}

fn blocking(open: &Open<'_>) -> Option<Message> {
    let n = open.blocks_others;
    (n > 0).then(|| msg("http-body-not-closed-blocking").n("n", n))
}

fn holder_text(facts: &Facts<'_>, open: &Open<'_>) -> Option<Message> {
    let n = open.n_holders();
    if n == 0 {
        return None;
    }
    let places = own_code::places(facts, open.holders.iter().copied());
    Some(match own_code::listed(&places) {
        Some(places) => msg("http-body-not-closed-holders-at")
            .n("n", n)
            .arg("places", places),
        None => msg("http-body-not-closed-holders").n("n", n),
    })
}

fn with_look_alikes(draft: Draft, open: &Open<'_>) -> Draft {
    let draft = draft.look_alike(
        "http-body-slow-reader",
        msg("http-body-not-closed-or-slow-reader"),
    );
    if open.n_holders() == 0 {
        return draft;
    }
    draft.look_alike(
        "http-proxy-slow-client",
        msg("http-body-not-closed-or-proxy"),
    )
}

fn close_it() -> Remedy {
    remedy(
        msg("http-body-not-closed-remedy"),
        [
            msg("http-body-not-closed-step-defer"),
            msg("http-body-not-closed-step-loop"),
            msg("http-body-not-closed-step-drain"),
            msg("http-body-not-closed-step-timeout"),
        ],
        BEFORE,
        AFTER,
        &[
            (
                "net/http: the client must close the response body",
                "https://pkg.go.dev/net/http#Response",
            ),
            (
                "net/http: Client.Timeout includes reading the body",
                "https://pkg.go.dev/net/http#Client",
            ),
        ],
    )
}

const BEFORE: &str = "\
resp, err := client.Do(req)
if err != nil {
	return err
}
if resp.StatusCode != http.StatusOK {
	// The body stays open.
	return fmt.Errorf(\"upstream: %s\", resp.Status)
}
defer resp.Body.Close()
return json.NewDecoder(resp.Body).Decode(&out)
";

const AFTER: &str = "\
resp, err := client.Do(req)
if err != nil {
	return err
}
defer resp.Body.Close() // before any other return
if resp.StatusCode != http.StatusOK {
	// Read a short rest, and the connection is re-used.
	io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	return fmt.Errorf(\"upstream: %s\", resp.Status)
}
return json.NewDecoder(resp.Body).Decode(&out)
";

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn thirty_open_bodies_are_leaked() {
        let mut dump = Dump::whole();
        dump.body_open(30, None);
        expect![[r#"
            http-body-not-closed leak high 30 connection 60 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn bodies_being_read_are_not_leaked() {
        let mut dump = Dump::whole();
        dump.body_read(12, Some(5));
        expect![[r#"
            http-body-slow-reader note low 12 response 36 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn two_young_ones_among_many_connections_are_timing() {
        let mut dump = Dump::whole();
        dump.body_open(2, None)
            .awaiting(20, None, false)
            .workers(30);
        expect![[r#"
            http-no-client-timeout note low 20 request 60 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn two_that_block_a_limited_pool_are_the_cause() {
        let mut dump = Dump::whole();
        dump.body_open(2, None).get_conn(14, 0, None);
        expect![[r#"
            http-body-not-closed leak high 2 connection 4 goroutines
            http-max-conns-per-host stuck medium 14 request 14 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn streams_and_forgotten_bodies_are_told_apart() {
        let mut dump = Dump::whole();
        dump.body_open(15, Some(9)).body_read(5, Some(9));
        expect![[r#"
            http-body-not-closed leak high 15 connection 30 goroutines
            http-body-slow-reader suspect low 5 response 15 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}

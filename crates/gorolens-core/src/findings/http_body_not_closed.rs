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
use super::analyses::http_conns::{Conn, ConnKind, Member};
use super::analyses::own_code;
use super::draft::{Draft, SECOND_DUMP, remedy};
use super::words::{count, is, minutes, number};
use super::{Rule, has_func};
use crate::model::Origin;
use crate::report::{Certainty, EvidenceKind, Finding, Remedy, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-body-not-closed",
    check,
};

/// This many at once are no coincidence of timing.
const PILE: u64 = 10;
/// A body that nobody touches for this long is not being worked on.
const OLD: u32 = 2;

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
        .members(facts, open.streams.iter().copied());
    let draft = with_evidence(draft, facts, &open);
    let draft = with_look_alikes(draft, &open);
    let draft = draft
        .remedy(close_it())
        .capture("go install github.com/timakin/bodyclose@latest && go vet -vettool=$(which bodyclose) ./...  # a linter that finds unclosed bodies")
        .capture("ss -tnp state close-wait  # peers that hung up on an open body support this verdict")
        .capture(SECOND_DUMP);
    acc.push(draft.finish(facts));
}

/// Responses whose body nobody is inside.
struct Open<'a> {
    conns: Vec<&'a Conn>,
    http1: u64,
    streams: Vec<Member>,
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
            .filter_map(|conn| conn.reader)
            .chain(streams.iter().map(|it| it.0));
        let oldest = ages.filter_map(|idx| facts.goroutine(idx).minutes()).max();
        let waiting = facts.http.get_conn.iter().map(|(member, _)| member.1).sum();
        let blocks_others = if facts.http.dialers.is_empty() {
            waiting
        } else {
            0
        };
        let http1 = conns.iter().map(|conn| conn.n).sum();
        Open {
            conns,
            http1,
            streams,
            http2,
            oldest,
            holders: holders(facts),
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
fn open_streams(facts: &Facts<'_>) -> (Vec<Member>, u64) {
    let h2 = &facts.http.h2;
    let sum = |members: &[Member]| members.iter().map(|it| it.1).sum::<u64>();
    let used = h2.callers.iter().map(|(it, _)| it.1).sum::<u64>() + sum(&h2.body_readers);
    let open = sum(&h2.streams).saturating_sub(used);
    if open == 0 {
        (Vec::new(), 0)
    } else {
        (h2.streams.clone(), open)
    }
}

/// Goroutines outside net/http's client that may hold an open body: they copy, decode or scan, or
/// they are a proxy. Those inside the body are counted as readers already.
fn holders(facts: &Facts<'_>) -> Vec<Member> {
    let roles = facts.http.roles();
    let holds = |stack: &crate::model::Stack| {
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
    let is_holder = |idx: usize| {
        let goroutine = &facts.ctx.dump.goroutines[idx];
        let stack = facts.ctx.tables.stack(goroutine.stack);
        roles[goroutine.stack.index()].client == super::analyses::http_roles::Client::None
            && holds(stack)
            && stack
                .frames
                .iter()
                .any(|frame| frame.origin != Origin::Runtime)
    };
    let n = facts.ctx.dump.goroutines.len();
    (0..n)
        .filter(|&idx| is_holder(idx))
        .map(|idx| (idx as u32, u64::from(facts.ctx.dump.goroutines[idx].count)))
        .collect()
}

fn judge(facts: &Facts<'_>, open: &Open<'_>) -> Option<(Severity, Certainty)> {
    let total = open.total();
    if total == 0 {
        return None;
    }
    if open.n_holders() * 2 >= total {
        // As many goroutines may be working on these bodies as there are bodies.
        let age = if open.is_old() {
            Certainty::Medium
        } else {
            Certainty::Low
        };
        return (total >= 3 || open.is_old()).then_some((Severity::Suspect, age));
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

fn title(open: &Open<'_>, severity: Severity) -> String {
    let what = count(open.total(), "HTTP response");
    match severity {
        Severity::Leak => format!("{what} never closed: close resp.Body on every path"),
        _ => format!("{what} open with nobody reading: perhaps resp.Body is not closed"),
    }
}

fn with_evidence(draft: Draft, facts: &Facts<'_>, open: &Open<'_>) -> Draft {
    draft
        .maybe(EvidenceKind::Position, position(open))
        .maybe(EvidenceKind::Position, streams(open))
        .evidence(EvidenceKind::Absence, absence(facts, open))
        .maybe(EvidenceKind::Pairing, pairing(open))
        .maybe(EvidenceKind::Wait, waits(open))
        .maybe(EvidenceKind::Count, blocking(open))
        .maybe(EvidenceKind::Cost, (open.http1 > 0).then(|| cost(open)))
        .maybe(EvidenceKind::OwnCode, holder_text(facts, open))
        .evidence(
            EvidenceKind::OwnCode,
            "The code that got the response is not on these stacks. Look for a return between the \
             request and the Close, for code that only reads resp.StatusCode, and for retries that drop \
             a response.",
        )
        .evidence(EvidenceKind::Caveat, "One dump shows a pile, not growth; a second one shows growth.")
}

fn position(open: &Open<'_>) -> Option<String> {
    (open.http1 > 0).then(|| {
        format!(
            "{} {} parked in readLoop's own select: the response was delivered, and net/http waits for \
             its body to be read to the end or closed.",
            count(open.http1, "connection"),
            is(open.http1),
        )
    })
}

fn streams(open: &Open<'_>) -> Option<String> {
    (open.http2 > 0).then(|| {
        format!(
            "{} {} open beyond those that a caller or a body reader accounts for.",
            count(open.http2, "HTTP/2 stream"),
            is(open.http2),
        )
    })
}

fn absence(facts: &Facts<'_>, open: &Open<'_>) -> String {
    let readers: u64 = facts
        .http
        .of(ConnKind::BodyRead)
        .iter()
        .map(|conn| conn.n)
        .sum();
    let others = if readers == 0 {
        "no goroutine in the dump is inside a response body".into()
    } else {
        format!(
            "the {} inside a response body belong to other connections",
            count(readers, "goroutine")
        )
    };
    let which = if open.total() == 1 {
        "Nobody is reading it"
    } else {
        "Nobody is reading them"
    };
    format!("{which}: {others}.")
}

fn pairing(open: &Open<'_>) -> Option<String> {
    let paired: u64 = open
        .conns
        .iter()
        .filter(|conn| conn.ptr != 0 && conn.writer.is_some())
        .map(|conn| conn.n)
        .sum();
    if open.http1 == 0 {
        return None;
    }
    Some(if paired == 0 {
        "Counted by frames: this format shows no addresses, so numbers are approximate.".into()
    } else {
        format!(
            "{} put together exactly: readLoop and writeLoop have the same *persistConn address.",
            count(paired, "connection")
        )
    })
}

fn waits(open: &Open<'_>) -> Option<String> {
    let oldest = open.oldest?;
    Some(format!(
        "The oldest has waited for at least {}. A Client.Timeout or a context deadline would have ended \
         it, so these requests had none that short.",
        minutes(oldest)
    ))
}

fn blocking(open: &Open<'_>) -> Option<String> {
    (open.blocks_others > 0).then(|| {
        format!(
            "{} in (*Transport).getConn for a connection while no dial is in progress: the open bodies \
             occupy a limited pool.",
            if open.blocks_others == 1 { "1 caller waits".into() } else { format!("{} callers wait", number(open.blocks_others)) },
        )
    })
}

fn cost(open: &Open<'_>) -> String {
    format!(
        "They hold {} and {}.",
        count(open.http1 * 2, "goroutine"),
        count(open.http1, "file descriptor")
    )
}

fn holder_text(facts: &Facts<'_>, open: &Open<'_>) -> Option<String> {
    let places = own_code::places(facts, open.holders.iter().copied());
    let n = open.n_holders();
    (n > 0).then(|| {
        let at = own_code::listed(&places).map_or_else(String::new, |at| format!(" ({at})"));
        format!(
            "{} copy or decode something{at}: they may hold some of these bodies while they wait elsewhere.",
            count(n, "goroutine")
        )
    })
}

fn with_look_alikes(draft: Draft, open: &Open<'_>) -> Draft {
    let draft = draft.look_alike(
        "http-body-slow-reader",
        "Code that holds the body and does other work between two reads is not inside the body either. \
         Unlikely for many or for old ones.",
    );
    if open.n_holders() == 0 {
        return draft;
    }
    draft.look_alike(
        "http-proxy-slow-client",
        "A proxy that copies a response to a slow client stands in the write, not in the body.",
    )
}

fn close_it() -> Remedy {
    remedy(
        "Close resp.Body on every path, right after the error check.",
        &[
            "Put defer resp.Body.Close() directly behind the error check, before any other return.",
            "In a loop or a retry, close each response before the next attempt: defer only runs at the end of the function.",
            "Read the rest of a short body (io.Copy to io.Discard, limited) if the connection is worth keeping.",
            "Set Client.Timeout or a context deadline: it also ends a forgotten body.",
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
	return fmt.Errorf(\"upstream: %s\", resp.Status) // the body stays open
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
	io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // lets the connection be re-used
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
            http-body-slow-reader suspect low 12 response 36 goroutines
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
            http-no-client-timeout suspect low 20 request 60 goroutines
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

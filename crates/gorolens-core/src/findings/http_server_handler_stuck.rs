//! # http-server-handler-stuck
//!
//! **What it shows.** HTTP handlers that have waited for minutes: goroutines with
//! `serverHandler.ServeHTTP` on the stack, by what stands above it.
//!
//! **Why it matters.** Each holds a connection and whatever it has locked or opened. A handler that
//! waits without its request's context goes on when its client has long gone.
//!
//! **Remedy.** What the frames above ServeHTTP wait for has to end: with `r.Context()`, with a deadline.
//!
//! **Harmless when** the handlers are meant to last: event streams, long polls, downloads.
//!
//! A goroutine in `(*connReader).backgroundRead` stands beside each handler whose request was read to
//! its end, as long as the client is there; it is never the fault. Handlers that another finding
//! explains (a lock, a pool, an upstream without an answer) are not repeated here. Source:
//! `net/http/server.go` (connReader, registerOnHitEOF), Go 1.8–1.27.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::http_roles::Server;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule, has_func, is_func};
use crate::message::msg;
use crate::model::{FastMap, GroupId, Stack, StackId};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-server-handler-stuck",
    check,
};

/// What a handler waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// The rest of the request's body.
    Body,
    /// A channel, a lock, a counter: deaf to its client.
    Deaf,
    /// Something on the network, below a library.
    Network,
    /// One of several things, or time: may be meant to last.
    Lasting,
}

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    // A profile shows no waits: then the number has to say it.
    let no_waits = facts.is_profile();
    // Nor does a dump in which nobody has waited for minutes: then only those count who hear nothing of
    // their clients.
    let young = !no_waits && facts.age < PROVES_A_MINUTE;
    let is_old = |crowd: &Crowd| no_waits || crowd.oldest.unwrap_or(0) >= PROVES_A_MINUTE;
    let explained = explained(acc);
    let is_explained =
        |crowd: &Crowd| explained.contains_key(&facts.ctx.tables.stack(crowd.stack).id);
    let gone = clients_gone(facts);
    let running = facts.crowds_of(&facts.index.calling(runs_a_handler));
    let own = |crowd: &Crowd| {
        let own = own_code::nearest(facts.ctx.tables.stack(crowd.stack));
        own.map(|it| &*it.func)
    };
    // Who has come later to where others have waited for minutes has minutes to show, too.
    let old: FastMap<&str, ()> = running
        .iter()
        .filter(|it| is_old(it))
        .filter_map(|it| Some((own(it)?, ())))
        .collect();
    let is_with_old = |crowd: &Crowd| {
        crowd.oldest.is_some() && own(crowd).is_some_and(|own| old.contains_key(own))
    };
    let handlers: Vec<(&Crowd, For)> = running
        .iter()
        .copied()
        .filter(|it| (young || is_old(it) || is_with_old(it)) && !is_explained(it))
        .filter_map(|crowd| Some((crowd, waits_for(facts, crowd, gone)?)))
        .filter(|it| !young || matches!(it.1, For::Deaf | For::Body))
        .collect();
    let of = |wanted: &[For]| -> Vec<&Crowd> {
        let is_it = |it: &&(&Crowd, For)| wanted.contains(&it.1);
        handlers.iter().filter(is_it).map(|it| it.0).collect()
    };
    let stuck = match young {
        true => of(&[For::Deaf]),
        false => of(&[For::Body, For::Deaf, For::Network]),
    };
    let lasting = of(&[For::Lasting]);
    let bodies = of(&[For::Body]);
    let firm = total(&of(&[For::Body, For::Deaf])) * 2 > total(&stuck);
    let (shown, severity, certainty) = match (total(&stuck), total(&lasting)) {
        (10.., _) if no_waits => (stuck, Severity::Suspect, Certainty::Low),
        (1.., _) if no_waits => return,
        (10.., _) if young && gone >= 10 => (stuck, Severity::Suspect, Certainty::Medium),
        (10.., _) if young => (stuck, Severity::Suspect, Certainty::Low),
        // Uploads, slow or stalled: that none has waited for minutes does not tell them apart.
        _ if young && total(&bodies) >= 10 => (bodies, Severity::Note, Certainty::Low),
        _ if young => return,
        (10.., _) if firm && gone >= 3 => (stuck, Severity::Stuck, Certainty::High),
        (5.., _) if firm => (stuck, Severity::Stuck, Certainty::Medium),
        (3.., _) => (stuck, Severity::Suspect, Certainty::Medium),
        // Nor does anybody listen while the handler has not read the request's body.
        (_, 10..) if gone >= 3 && no_waits => (lasting, Severity::Suspect, Certainty::Low),
        (_, 10..) if gone >= 3 => (lasting, Severity::Suspect, Certainty::Medium),
        (_, 10..) => (lasting, Severity::Note, Certainty::Low),
        _ => return,
    };
    let n = total(&shown);
    let stacks: FastMap<StackId, ()> = shown.iter().map(|it| (it.stack, ())).collect();
    let n_of = |wanted: For| {
        let mut of_shown = of(&[wanted]);
        of_shown.retain(|crowd| stacks.contains_key(&crowd.stack));
        total(&of_shown)
    };
    let places = own_code::places(facts, members(&shown));
    let title = match no_waits || young {
        true => msg("http-server-handler-stuck-title-profile").n("n", n),
        false => msg("http-server-handler-stuck-title").n("n", n),
    };
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "request")
        .members(facts, members(&shown))
        .evidence(
            EvidenceKind::Position,
            msg("http-server-handler-stuck-position")
                .n("deaf", n_of(For::Deaf))
                .n("body", n_of(For::Body))
                .n("network", n_of(For::Network))
                .n("lasting", n_of(For::Lasting)),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, oldest(&shown)))
        .maybe(
            EvidenceKind::Pairing,
            (gone >= 3).then(|| msg("http-server-handler-stuck-gone").n("n", gone)),
        )
        .evidence(EvidenceKind::Caveat, msg("http-server-handler-stuck-above"))
        .look_alike("http-long-poll", msg("http-server-handler-stuck-or-lasting"))
        .remedy(remedy(
            msg("http-server-handler-stuck-remedy"),
            [
                msg("http-server-handler-stuck-step-context"),
                msg("http-server-handler-stuck-step-body"),
            ],
            "res := <-work(r)\nwrite(w, res)\n",
            "select {\ncase res := <-work(r):\n\twrite(w, res)\ncase <-r.Context().Done():\n\treturn // the client has gone\n}\n",
            &[
                ("net/http: Request.Context", "https://pkg.go.dev/net/http#Request.Context"),
                ("net/http: Server.ReadTimeout", "https://pkg.go.dev/net/http#Server"),
            ],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// The groups of which a finding names what they wait for. That they wait for a channel says less
/// than that they are handlers.
fn explained(acc: &[Finding]) -> FastMap<GroupId, ()> {
    let these = acc.iter().filter(|finding| {
        finding.severity >= Severity::Suspect && !finding.rule.starts_with("chan-")
    });
    let groups = these.flat_map(|finding| &finding.groups);
    groups.map(|&group| (group, ())).collect()
}

/// Functions below every handler.
pub(super) fn runs_a_handler(func: &str) -> bool {
    func == "net/http.serverHandler.ServeHTTP"
        || is_func(func, "(*http2serverConn).runHandler")
        || is_func(func, "(*serverConn).runHandler")
}

/// `None` when it is one that other rules look at.
fn waits_for(facts: &Facts<'_>, crowd: &Crowd, gone: u64) -> Option<For> {
    let stack = facts.ctx.tables.stack(crowd.stack);
    if facts.note(crowd.stack).is_benign || is_elsewhere(stack) || is_at_work(facts, crowd) {
        return None;
    }
    let waits = match (facts.net.of(crowd), crowd.op) {
        _ if reads_body(stack) => For::Body,
        (Net::Read | Net::Copy | Net::ReadPacket, _) if !has_library(stack) => return None,
        (Net::Read | Net::Copy | Net::ReadPacket | Net::Lookup | Net::Dial, _) => For::Network,
        // Whether those it has started are at work is the question of another rule.
        (Net::None, Op::Select | Op::WaitGroup) => For::Lasting,
        (Net::None, Op::Other) if stack.has("time.Sleep") => For::Lasting,
        // Profiles do not tell a select from other operations on channels.
        (Net::None, Op::Other) if facts.is_profile() => For::Lasting,
        (Net::None, Op::Other | Op::Coroutine) => For::Network,
        (Net::None, _) if is_watched(facts, crowd) => For::Lasting,
        // A stream without a client has nobody to last for.
        (Net::None, _) if is_named_lasting(stack) && !(gone >= 10 && gone * 2 >= crowd.n) => {
            For::Lasting
        }
        (Net::None, _) => For::Deaf,
        _ => return None,
    };
    Some(waits)
}

/// Whether they wait for nothing but a processor. A profile says what a goroutine waits for, as a rule.
pub(super) fn is_at_work(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    match facts.state(crowd) {
        "running" | "runnable" => true,
        "unknown" => facts.is_profile(),
        _ => false,
    }
}

/// Whether a Shutdown of the server has to wait for these handlers, and they wait for something else than
/// the network.
pub(super) fn holds_up_shutdown(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let waits = crowd.op != Op::Other || stack.has("time.Sleep") || facts.is_profile();
    waits
        && facts.net.of(crowd) == Net::None
        && super::benign(stack).is_none()
        && !is_elsewhere(stack)
        && !is_at_work(facts, crowd)
}

/// Waits for a handler that it runs itself, or serves a connection that has left HTTP.
fn is_elsewhere(stack: &Stack) -> bool {
    has_func(stack, "(*timeoutHandler).ServeHTTP")
        || has_func(stack, "(*ReverseProxy).handleUpgradeResponse")
        || (stack.has("net/http.(*connReader).Read") && !reads_body(stack))
        || stack
            .frames
            .iter()
            .any(|frame| frame.func.starts_with("net/http/pprof."))
}

pub(super) fn reads_body(stack: &Stack) -> bool {
    stack.has("net/http.(*body).Read")
        || has_func(stack, "http2requestBody.Read")
        || has_func(stack, "(*http2requestBody).Read")
        || has_func(stack, "(*requestBody).Read")
}

/// Whether a library stands between the handler and the connection it reads from.
fn has_library(stack: &Stack) -> bool {
    use crate::model::Origin;
    let mut origins = stack.frames.iter().map(|frame| frame.origin);
    origins.find(|origin| matches!(origin, Origin::Application | Origin::Dependency))
        == Some(Origin::Dependency)
}

/// Whether the handler has started a goroutine that waits too: for the end of the request, which then
/// ends the handler.
fn is_watched(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let Some(own) = own_code::nearest(stack) else {
        return false;
    };
    facts
        .crowds_started_by(&own.func)
        .any(|other| matches!(other.op, Op::Receive | Op::Select) && other.is_about(crowd.n))
}

/// Names of handlers that are meant to last.
fn is_named_lasting(stack: &Stack) -> bool {
    const NAMES: [&str; 10] = [
        "stream", "event", "sse", "subscri", "poll", "watch", "tail", "follow", "feed", "notif",
    ];
    own_code::nearest(stack).is_some_and(|own| {
        let name = own.func.rsplit('/').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        NAMES.iter().any(|word| name.contains(word))
    })
}

/// Handlers of HTTP/1 without a backgroundRead beside them: the client has hung up, or has not sent
/// all of its request, or the handler has not read it.
pub(super) fn clients_gone(facts: &Facts<'_>) -> u64 {
    let stack = |idx: u32| facts.ctx.tables.stack(facts.stack(idx));
    let has_one = |stack: &Stack| {
        stack.has("net/http.serverHandler.ServeHTTP") && !reads_body(stack) && !is_elsewhere(stack)
    };
    let handlers = facts.http.servers.iter();
    let handlers: u64 = handlers
        .filter(|it| it.1 == Server::Handler && has_one(stack(it.0.0)))
        .map(|it| it.0.1)
        .sum();
    let is_twin = |func: &str| {
        func.contains("(*connReader).backgroundRead")
            || func.contains("(*connReader).startBackgroundRead.")
    };
    let twins = total(&facts.crowds_of(&facts.index.calling(is_twin)));
    match facts.partial {
        true => 0,
        false => handlers.saturating_sub(twins),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    /// `n` handlers in a state, all in the same function.
    fn handlers(dump: &mut Dump, n: u64, state: &str, minutes: Option<u32>) {
        let frames = [
            ("main.print", ""),
            ("net/http.HandlerFunc.ServeHTTP", "0x1"),
            ("net/http.serverHandler.ServeHTTP", "0x1"),
            ("net/http.(*conn).serve", "0x1"),
        ];
        for _ in 0..n {
            dump.goroutine(state, minutes, &frames, Some("net/http.(*Server).Serve"));
        }
    }

    #[test]
    fn who_came_later_waits_with_those_who_have_waited_for_minutes() {
        let mut dump = Dump::whole();
        handlers(&mut dump, 12, "chan receive", Some(6));
        handlers(&mut dump, 40, "chan send", Some(2));
        expect![[r#"
            http-server-handler-stuck stuck high 52 request 52 goroutines
            chan-send-backpressure suspect low 40 goroutine 40 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}

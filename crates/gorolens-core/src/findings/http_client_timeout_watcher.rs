//! # http-client-timeout-watcher
//!
//! **What it shows.** `setRequestCancel` goroutines, which watch Client.Timeout for a request, and
//! fewer requests than that: their responses were never closed.
//!
//! **Why it matters.** Such a goroutine ends with `Body.Close` or when the timeout fires, and not at
//! the end of the body. There are as many as calls in one timeout.
//!
//! **Remedy.** Close every body, also those read to the end; where a body is replaced, the original.
//!
//! **Harmless when** their number is that of the requests in flight.
//!
//! net/http starts them for a RoundTripper that is not its own (a wrapper for tracing, retries,
//! credentials) and for requests with a Cancel channel. Source: `net/http/client.go`
//! (setRequestCancel, cancelTimerBody), Go 1.3–1.27; since 1.14 not for the plain Transport.

use super::analyses::Facts;
use super::analyses::http_conns::ConnKind;
use super::analyses::net_roles::{members, oldest, total};
use super::draft::{Draft, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule, is_func};
use crate::message::{Message, msg};
use crate::model::Func;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-client-timeout-watcher",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let watchers = facts.crowds_of(&facts.index.calling(is_watcher));
    if watchers.is_empty() {
        return;
    }
    let n = total(&watchers);
    let in_use = total(&facts.crowds_of(&facts.index.calling(uses_a_response)));
    let left = n.saturating_sub(in_use);
    let age = oldest(&watchers);
    let (severity, certainty) = match (age.unwrap_or(0), left) {
        (PROVES_A_MINUTE.., 5..) if !facts.partial => (Severity::Leak, Certainty::High),
        (PROVES_A_MINUTE.., 5..) => (Severity::Leak, Certainty::Medium),
        (_, 50..) => (Severity::Suspect, Certainty::Medium),
        (_, 10..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let title = msg("http-client-timeout-watcher-title").n("n", left);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(left, "response")
        .members(facts, members(&watchers))
        .evidence(
            EvidenceKind::Position,
            msg("http-client-timeout-watcher-position").n("n", n).n("requests", in_use),
        )
        .evidence(EvidenceKind::Pairing, bodies(facts, left))
        .evidence(EvidenceKind::Wait, wait(n, age))
        .evidence(EvidenceKind::Caveat, msg("http-client-timeout-watcher-bound"))
        .look_alike(
            "benign-http-in-flight",
            msg("http-client-timeout-watcher-or-in-flight"),
        )
        .remedy(remedy(
            msg("http-client-timeout-watcher-remedy"),
            [
                msg("http-client-timeout-watcher-step-close"),
                msg("http-client-timeout-watcher-step-replace"),
                msg("http-client-timeout-watcher-step-timeout"),
            ],
            "resp, err := client.Do(req)\nif err != nil {\n\treturn nil, err\n}\nreturn io.ReadAll(resp.Body) // read, not closed\n",
            "resp, err := client.Do(req)\nif err != nil {\n\treturn nil, err\n}\ndefer resp.Body.Close()\nreturn io.ReadAll(resp.Body)\n",
            &[("net/http: Response.Body", "https://pkg.go.dev/net/http#Response")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// The number after `func` differs from version to version.
fn is_watcher(func: &str) -> bool {
    let func = Func::split(func);
    func.package.ends_with("http") && func.name.starts_with("setRequestCancel.func")
}

/// Waits for a response or reads one.
fn uses_a_response(func: &str) -> bool {
    let uses = ["(*Client).do", "(*cancelTimerBody).Read"];
    func == "net/http.send" || uses.iter().any(|name| is_func(func, name))
}

/// Whether connections are held as well.
fn bodies(facts: &Facts<'_>, left: u64) -> Message {
    let open: u64 = facts
        .http
        .of(ConnKind::BodyOpen)
        .iter()
        .map(|it| it.n)
        .sum();
    if open * 2 >= left {
        msg("http-client-timeout-watcher-open").n("n", open)
    } else {
        msg("http-client-timeout-watcher-read").n("n", open)
    }
}

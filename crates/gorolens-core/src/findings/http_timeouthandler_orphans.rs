//! # http-timeouthandler-orphans
//!
//! **What it shows.** Handlers that http.TimeoutHandler runs, `(*timeoutHandler).ServeHTTP.func1`,
//! and fewer `(*timeoutHandler).ServeHTTP` that wait for them.
//!
//! **Why it matters.** The client was told 503 and its connection is free for the next request. The
//! handler that took too long goes on, so the requests at work are no longer bounded by connections.
//!
//! **Remedy.** Let everything the handler waits for end with `r.Context()`.
//!
//! **Harmless when** they end soon after their time.
//!
//! Source: `net/http/server.go` (timeoutHandler), Go 1.8–1.27.

use super::analyses::Facts;
use super::analyses::net_roles::{members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule, is_func};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-timeouthandler-orphans",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let inner = facts.crowds_of(&facts.index.calling(is_inner));
    if inner.is_empty() {
        return;
    }
    let outer = facts.crowds_calling("(*timeoutHandler).ServeHTTP");
    let (n, waiting) = (total(&inner), total(&outer));
    let orphans = n.saturating_sub(waiting);
    let age = oldest(&inner);
    let (severity, certainty) = match (age.unwrap_or(0), orphans) {
        (PROVES_A_MINUTE.., 3..) if facts.partial => (Severity::Leak, Certainty::Medium),
        (PROVES_A_MINUTE.., 3..) => (Severity::Leak, Certainty::High),
        (_, 3..) => (Severity::Suspect, Certainty::Medium),
        _ => return,
    };
    let places = own_code::places(facts, members(&inner));
    let title = msg("http-timeouthandler-orphans-title").n("n", orphans);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(orphans, "request")
        .members(facts, members(&inner))
        .evidence(
            EvidenceKind::Count,
            msg("http-timeouthandler-orphans-count")
                .n("n", n)
                .n("waiting", waiting),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, age))
        .remedy(remedy(
            msg("http-timeouthandler-orphans-remedy"),
            [
                msg("http-timeouthandler-orphans-step-context"),
                msg("http-timeouthandler-orphans-step-select"),
            ],
            "rows, err := db.Query(query) // runs on after the 503\n",
            "rows, err := db.QueryContext(r.Context(), query)\n",
            &[(
                "net/http: TimeoutHandler",
                "https://pkg.go.dev/net/http#TimeoutHandler",
            )],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// The root of the goroutine that runs the handler.
fn is_inner(func: &str) -> bool {
    is_func(func, "(*timeoutHandler).ServeHTTP.func1")
        || is_func(func, "(*timeoutHandler).ServeHTTP.func2")
}

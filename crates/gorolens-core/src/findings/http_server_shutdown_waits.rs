//! # http-server-shutdown-waits
//!
//! **What it shows.** `(*Server).Shutdown` of net/http, and handlers that wait for something.
//!
//! **Why it matters.** Shutdown closes the listeners and then waits, as long as its context allows, until
//! no request is being handled. With `context.Background()` the process never ends, and is killed in
//! the end.
//!
//! **Remedy.** Tell the handlers that last (event streams, long polls) to end, and give Shutdown a
//! context with a deadline.
//!
//! **Harmless when** the handlers end within seconds: then a second dump has no Shutdown any more.
//!
//! Shutdown does not cancel `r.Context()`, and does not wait for connections that have left HTTP. It looks
//! every half second whether all are idle, so it shows no minutes itself. Source: `net/http/server.go`
//! (Shutdown, closeIdleConns), Go 1.8–1.27.

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::net_roles::{members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::http_server_handler_stuck::{holds_up_shutdown, runs_a_handler};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-server-shutdown-waits",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let stopping = facts.crowds_of(&facts.index.with("net/http.(*Server).Shutdown"));
    if stopping.is_empty() {
        return;
    }
    let told =
        |crowd: &Crowd| super::is_explained(facts, acc, facts.ctx.tables.stack(crowd.stack).id);
    let handlers: Vec<&Crowd> = facts
        .crowds_of(&facts.index.calling(runs_a_handler))
        .into_iter()
        .filter(|it| holds_up_shutdown(facts, it) && !told(it))
        .collect();
    let n = total(&handlers);
    if n == 0 {
        return;
    }
    let age = oldest(&handlers);
    let (severity, certainty) = match age.unwrap_or(0) {
        PROVES_A_MINUTE.. if !facts.partial => (Severity::Stuck, Certainty::Medium),
        // A profile may have caught them just before their ends.
        _ if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        // Nor does a dump tell that of requests in which nobody has waited for long.
        0 => (Severity::Suspect, Certainty::Low),
        _ => (Severity::Suspect, Certainty::Medium),
    };
    let places = own_code::places(facts, members(&handlers));
    let title = msg("http-server-shutdown-waits-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "request")
        .members(facts, members(&handlers))
        .members(facts, members(&stopping))
        .evidence(
            EvidenceKind::Position,
            msg("http-server-shutdown-waits-position").n("n", n),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, age))
        .evidence(EvidenceKind::Caveat, msg("http-server-shutdown-waits-clock"))
        .look_alike("benign-shutdown-lag", msg("http-server-shutdown-waits-or-lag"))
        .remedy(remedy(
            msg("http-server-shutdown-waits-remedy"),
            [
                msg("http-server-shutdown-waits-step-tell"),
                msg("http-server-shutdown-waits-step-deadline"),
                msg("http-server-shutdown-waits-step-order"),
            ],
            "srv.Shutdown(context.Background()) // event streams never end by themselves\n",
            "srv.RegisterOnShutdown(func() { close(quit) }) // the handlers select on quit\nctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)\ndefer cancel()\nif err := srv.Shutdown(ctx); err != nil {\n\tsrv.Close() // ends what is left\n}\n",
            &[("net/http: Server.Shutdown", "https://pkg.go.dev/net/http#Server.Shutdown")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

//! # net-dial-stuck
//!
//! **What it shows.** Goroutines in connect(2), `(*netFD).connect`, other than those of net/http.
//!
//! **Why it matters.** The peer, or a firewall before it, does not answer. Without a timeout each dial
//! lasts until the system gives up, about two minutes on Linux; meanwhile the next ones begin.
//!
//! **Remedy.** A Dialer with a timeout, or a context with a deadline; a limit on attempts at a time.
//!
//! **Harmless when** a few are under way to distant hosts.
//!
//! Source: `net/dial.go`, `net/fd_unix.go` (connect), Go 1.7–1.27.

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::http_roles::Client;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "net-dial-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let dials = facts.net.crowds(facts, &[Net::Dial]);
    if dials.is_empty() || belong_to_http(facts, &dials) {
        return;
    }
    let n = total(&dials);
    let age = oldest(&dials);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 1..) => (Severity::Stuck, Certainty::High),
        (1.., 3..) | (_, 20..) => (Severity::Suspect, Certainty::Medium),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let helpers = facts.net.crowds(facts, &[Net::DialHelper]);
    let places = own_code::places(facts, members(&dials));
    let title = msg("net-dial-stuck-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "dial")
        .members(facts, members(&dials).chain(members(&helpers)))
        .evidence(EvidenceKind::Position, msg("net-dial-stuck-position").n("n", n))
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Caveat, msg("net-dial-stuck-limit"))
        .look_alike("benign-dials", msg("net-dial-stuck-or-burst"))
        .remedy(remedy(
            msg("net-dial-stuck-remedy"),
            [
                msg("net-dial-stuck-step-timeout"),
                msg("net-dial-stuck-step-check"),
                msg("net-dial-stuck-step-pace"),
            ],
            "conn, err := net.Dial(\"tcp\", addr)\n",
            "dialer := &net.Dialer{Timeout: 5 * time.Second}\nconn, err := dialer.DialContext(ctx, \"tcp\", addr)\n",
            &[("net: Dialer.Timeout", "https://pkg.go.dev/net#Dialer")],
        ))
        .run("ss -tnp state syn-sent", msg("net-dial-stuck-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// A dial to a host with two address families connects in goroutines of package net, which do not
/// show who asked. They are net/http's when its dialers wait for such.
fn belong_to_http(facts: &Facts<'_>, dials: &[&Crowd]) -> bool {
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let is_nameless = |crowd: &&Crowd| {
        let root = stack(crowd).root();
        root.is_some_and(|root| root.func.starts_with("net.(*sysDialer).dialParallel."))
    };
    let waits_for_http = |crowd: &Crowd| {
        let role = facts.http.roles()[crowd.stack.index()].client;
        matches!(role, Client::Dialer(_))
    };
    let parallel = facts.crowds_calling("(*sysDialer).dialParallel");
    dials.iter().all(is_nameless) && parallel.into_iter().any(waits_for_http)
}

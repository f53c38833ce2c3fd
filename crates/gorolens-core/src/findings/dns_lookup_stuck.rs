//! # dns-lookup-stuck
//!
//! **What it shows.** Goroutines that wait for the addresses of a name: callers in
//! `(*Resolver).lookupIPAddr` or `LookupHost`, and the goroutines of package net that ask.
//!
//! **Why it matters.** The name server is slow or silent, and everything that dials by name waits for
//! it. The resolver of the C library takes a thread for each lookup, at most 500 of them.
//!
//! **Remedy.** A deadline on the context, fewer lookups at a time, a name server that answers.
//!
//! **Harmless when** it is a burst: many new names at once.
//!
//! Source: `net/lookup.go`, `net/dnsclient_unix.go` (5 s for each attempt, two attempts for each
//! server, as resolv.conf says), `net/cgo_unix.go`, Go 1.7–1.27.

use super::analyses::Facts;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "dns-lookup-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let callers = facts.net.crowds(facts, &[Net::Lookup]);
    let workers = facts.net.crowds(facts, &[Net::LookupWorker]);
    let queued = total(&facts.net.crowds(facts, &[Net::LookupThread]));
    let all = facts
        .net
        .crowds(facts, &[Net::Lookup, Net::LookupWorker, Net::LookupThread]);
    // The callers may have given up; the C library goes on all the same.
    let n = if callers.is_empty() {
        total(&workers)
    } else {
        total(&callers)
    };
    let age = oldest(&all);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 1..) => (Severity::Stuck, Certainty::High),
        _ if queued > 0 => (Severity::Stuck, Certainty::High),
        (1.., 3..) | (_, 20..) => (Severity::Suspect, Certainty::Medium),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let places = own_code::places(facts, members(&callers));
    let title = msg("dns-lookup-stuck-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(n, "lookup")
        .members(facts, members(&all))
        .evidence(
            EvidenceKind::Position,
            msg("dns-lookup-stuck-position")
                .n("callers", total(&callers))
                .n("workers", total(&workers)),
        )
        .maybe(
            EvidenceKind::Count,
            (queued > 0).then(|| msg("dns-lookup-stuck-threads").n("n", queued)),
        )
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .look_alike("benign-dials", msg("dns-lookup-stuck-or-burst"))
        .remedy(remedy(
            msg("dns-lookup-stuck-remedy"),
            [
                msg("dns-lookup-stuck-step-server"),
                msg("dns-lookup-stuck-step-context"),
                msg("dns-lookup-stuck-step-fewer"),
            ],
            "addrs, err := net.LookupHost(name)\n",
            "ctx, cancel := context.WithTimeout(ctx, 3*time.Second)\ndefer cancel()\naddrs, err := net.DefaultResolver.LookupHost(ctx, name)\n",
            &[("net: Name Resolution", "https://pkg.go.dev/net#hdr-Name_Resolution")],
        ))
        .run("cat /etc/resolv.conf", msg("dns-lookup-stuck-run-resolv"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    /// Lookups by the C library, as a program with cgo shows them.
    #[test]
    fn the_c_library_runs_out_of_threads() {
        let mut dump = Dump::whole();
        for (state, top) in [
            ("syscall", "net._C2func_getaddrinfo"),
            ("chan send", "net.acquireThread"),
        ] {
            for _ in 0..4 {
                let frames = [(top, "0x1"), ("net.cgoLookupHostIP", "0x2")];
                let frames = [
                    frames[0],
                    frames[1],
                    ("net.doBlockingWithCtx[...].func1", ""),
                ];
                dump.goroutine(state, None, &frames, Some("net.doBlockingWithCtx[...]"));
            }
        }
        for _ in 0..8 {
            let frames = [
                ("net.(*Resolver).lookupIPAddr", "0x1"),
                ("net.(*Resolver).internetAddrList", "0x1"),
                ("net.(*Dialer).DialContext", "0x2"),
                ("main.call", "0x3"),
            ];
            dump.goroutine("select", None, &frames, Some("main.main"));
        }
        expect![[r#"
            dns-lookup-stuck stuck high 8 lookup 16 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}

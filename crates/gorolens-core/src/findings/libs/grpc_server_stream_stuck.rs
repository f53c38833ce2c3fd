//! # grpc-server-stream-stuck
//!
//! **What it shows.** Handlers of a gRPC server that wait in `(*writeQuota).get` because the
//! client does not read, or in `(*recvBufferReader).Read` because it sends nothing.
//!
//! **Why it matters.** A handler stays for as long as its client does, and a dead client is only
//! noticed with keepalive.
//!
//! **Remedy.** Keepalive on the server, deadlines on the client.
//!
//! **Harmless when** the clients hold streams open on purpose and have nothing to say.
//!
//! Source: grpc/grpc-go `internal/transport/flowcontrol.go`, `transport.go`, `server.go` (v1.33.3
//! `read`; v1.68.0 `readHeader`; v1.85 `readMessageHeader`). Those that read run with v1.33.3,
//! those that write read in source.

use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "grpc-server-stream-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &WRITING);
    waits::check(facts, acc, &READING);
}

/// A full window for minutes is a client that does not read.
fn writing(it: &Waiting) -> Option<(Severity, Certainty)> {
    match (it.old, it.n) {
        (true, 3..) => Some((Severity::Stuck, Certainty::Medium)),
        (true, _) | (false, 20..) => Some((Severity::Suspect, Certainty::Medium)),
        _ => None,
    }
}

/// A silent stream is as often wanted as not.
fn reading(it: &Waiting) -> Option<(Severity, Certainty)> {
    let is_crowd = it.n >= 50 || (it.old && it.n >= 20);
    is_crowd.then_some((Severity::Suspect, Certainty::Low))
}

const WRITING: Wait = Wait {
    rule: RULE.id,
    kind: "handler",
    marks: &[mark("google.golang.org/grpc", "(*writeQuota).get")],
    below: &[mark("google.golang.org/grpc", "(*Server).handleStream")],
    verdict: writing,
    title: |n| msg("grpc-server-stream-stuck-title-write").n("n", n),
    why: |n| msg("grpc-server-stream-stuck-why-write").n("n", n),
    or: ("quiet-streams", || msg("grpc-server-stream-stuck-or")),
    remedy: || msg("grpc-server-stream-stuck-remedy"),
    steps: &[
        || msg("grpc-server-stream-stuck-step-keepalive"),
        || msg("grpc-server-stream-stuck-step-context"),
    ],
    code: (
        "server := grpc.NewServer()\n",
        "server := grpc.NewServer(grpc.KeepaliveParams(keepalive.ServerParameters{\n\tMaxConnectionIdle: 15 * time.Minute,\n\tTime:              2 * time.Minute, // ping a silent client\n\tTimeout:           20 * time.Second,\n}))\n",
    ),
    link: (
        "grpc-go: keepalive",
        "https://pkg.go.dev/google.golang.org/grpc/keepalive#ServerParameters",
    ),
    grep: "grep -rnE 'grpc\\.NewServer\\(|KeepaliveParams' --include='*.go' .",
    ..Wait::PLAIN
};

const READING: Wait = Wait {
    marks: &[
        mark("google.golang.org/grpc", "(*recvBufferReader).read"),
        mark("google.golang.org/grpc", "(*recvBufferReader).readHeader"),
        mark(
            "google.golang.org/grpc",
            "(*recvBufferReader).readMessageHeader",
        ),
    ],
    verdict: reading,
    title: |n| msg("grpc-server-stream-stuck-title-read").n("n", n),
    why: |n| msg("grpc-server-stream-stuck-why-read").n("n", n),
    ..WRITING
};

//! # grpc-stream-not-finished
//!
//! **What it shows.** The goroutines that grpc-go runs for each open client stream, open for
//! minutes while nobody is in RecvMsg or SendMsg.
//!
//! **Why it matters.** An abandoned stream keeps its goroutine, its buffers and a stream of the
//! connection, of which a server allows a limited number, often 100.
//!
//! **Remedy.** Cancel the context of a stream, or receive until there is an error.
//!
//! **Harmless when** the streams are in use and their readers do other work in between.
//!
//! Source: grpc/grpc-go `stream.go` (v1.33.3 `newClientStream`; run; v1.50.0, v1.68.0 and later
//! `newClientStreamWithParams`; read in source): one goroutine for each stream that is not unary
//! waits for the end of the connection and of the context.

use super::uses::{self, Use};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "grpc-stream-not-finished",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    uses::check(facts, acc, &USE);
}

const USE: Use = Use {
    rule: RULE.id,
    name: "grpc.ClientStream",
    kind: "stream",
    marks: &[
        mark("google.golang.org/grpc", "newClientStream.func*"),
        mark("google.golang.org/grpc", "newClientStreamWithParams.func*"),
        mark("google.golang.org/grpc", "newNonRetryClientStream.func*"),
    ],
    inside: &[
        mark("google.golang.org/grpc", "(*clientStream).RecvMsg"),
        mark("google.golang.org/grpc", "(*clientStream).SendMsg"),
        mark("google.golang.org/grpc", "(*addrConnStream).RecvMsg"),
    ],
    title: |n| msg("grpc-stream-not-finished-title").n("n", n),
    why: |n| msg("grpc-stream-not-finished-why").n("n", n),
    or: ("streams-in-use", || msg("grpc-stream-not-finished-or")),
    remedy: || msg("grpc-stream-not-finished-remedy"),
    steps: &[
        || msg("grpc-stream-not-finished-step-cancel"),
        || msg("grpc-stream-not-finished-step-drain"),
    ],
    code: (
        "stream, err := client.List(ctx, req)\nif err != nil {\n\treturn nil, err\n}\nreturn stream.Recv() // the rest is never read\n",
        "ctx, cancel := context.WithCancel(ctx)\ndefer cancel() // ends the stream\nstream, err := client.List(ctx, req)\nif err != nil {\n\treturn nil, err\n}\nreturn stream.Recv()\n",
    ),
    link: (
        "grpc-go: ClientConn.NewStream",
        "https://pkg.go.dev/google.golang.org/grpc#ClientConn.NewStream",
    ),
    grep: "grep -rnE '\\.Recv\\(\\)|CloseSend\\(\\)' --include='*.go' .",
};

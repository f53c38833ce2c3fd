//! # grpc-clientconn-not-closed
//!
//! **What it shows.** Many goroutines that grpc-go starts once for each ClientConn
//! (`(*ccBalancerWrapper).watcher` up to v1.54; three `(*CallbackSerializer).run` since) or for
//! each connection (`(*http2Client).reader`).
//!
//! **Why it matters.** A ClientConn is meant to be shared by all calls to a target. One per call
//! costs a connection, its TLS handshake and up to ten goroutines each.
//!
//! **Remedy.** Create one ClientConn for each target, at the start.
//!
//! **Harmless when** the program talks to so many targets; with round_robin there is one
//! connection for each address of a target. A client of Google Cloud has a pool of them.
//!
//! Source: grpc/grpc-go `balancer_conn_wrappers.go`, `internal/transport/http2_client.go`
//! (v1.33.3; run), `clientconn.go`, `internal/grpcsync/callback_serializer.go`,
//! `internal/resolver/dns` (v1.68.0; read in source): since v1.56 NewClient starts serializers
//! for the state, the resolver and the balancer; idle mode (v1.59) closes connections and keeps
//! these.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "grpc-clientconn-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "client",
    many: Many::POOLS,
    title: |n, name| {
        msg("grpc-clientconn-not-closed-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("grpc-clientconn-not-closed-why"),
    or: ("many-backends", || msg("grpc-clientconn-not-closed-or")),
    remedy: || msg("grpc-clientconn-not-closed-remedy"),
    step: || msg("grpc-clientconn-not-closed-step"),
    code: (
        "func call(ctx context.Context, req *pb.Request) (*pb.Reply, error) {\n\tconn, err := grpc.NewClient(target, opts...) // a connection per call\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn pb.NewGreeterClient(conn).Greet(ctx, req)\n}\n",
        "// conn is created once in main, closed at the end; safe for concurrent use.\ntype Service struct {\n\tgreeter pb.GreeterClient // pb.NewGreeterClient(conn)\n}\n\nfunc (s *Service) call(ctx context.Context, req *pb.Request) (*pb.Reply, error) {\n\treturn s.greeter.Greet(ctx, req)\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "grpc.ClientConn",
        made_by: "grpc.Dial",
        marks: &[mark(
            "google.golang.org/grpc",
            "(*ccBalancerWrapper).watcher",
        )],
        with: &[
            mark("google.golang.org/grpc", "(*http2Client).reader"),
            mark("google.golang.org/grpc", "newHTTP2Client.func*"),
            mark("google.golang.org/grpc", "(*http2Client).keepalive"),
            mark("google.golang.org/grpc", "(*dnsResolver).watcher"),
            mark("google.golang.org/grpc", "(*addrConn).resetTransport"),
        ],
        link: (
            "grpc-go: NewClient",
            "https://pkg.go.dev/google.golang.org/grpc#NewClient",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "grpc.ClientConn",
        made_by: "grpc.NewClient",
        marks: &[mark("google.golang.org/grpc", "(*CallbackSerializer).run")],
        per: 3,
        with: &[
            mark("google.golang.org/grpc", "(*http2Client).reader"),
            mark("google.golang.org/grpc", "newHTTP2Client.func*"),
            mark("google.golang.org/grpc", "NewHTTP2Client.func*"),
            mark("google.golang.org/grpc", "(*http2Client).keepalive"),
            mark("google.golang.org/grpc", "(*dnsResolver).watcher"),
        ],
        link: (
            "grpc-go: NewClient",
            "https://pkg.go.dev/google.golang.org/grpc#NewClient",
        ),
        ..Object::PLAIN
    },
];

//! # docker-client-not-closed
//!
//! **What it shows.** Goroutines of the Docker client that wait to hand over the result of
//! ContainerWait, and many event streams (`(*Client).Events`).
//!
//! **Why it matters.** Each holds a response of the daemon open, that is, a connection.
//!
//! **Remedy.** Receive from both channels, and cancel the context.
//!
//! **Harmless when** the program follows so many event streams on purpose. Idle connections of a
//! client per call show as `http-transport-per-request`.
//!
//! Source: moby/moby `client/events.go`, `client/container_wait.go` (v20.10.24, v27.3.1).
//! v20.10.24 run.

use super::objects::{self, Family, Many, Object};
use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::blocked::Op;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "docker-client-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &WAIT);
    objects::check(facts, acc, &FAMILY);
}

/// A receiver takes the result at once.
fn verdict(it: &Waiting) -> Option<(Severity, Certainty)> {
    match (it.old, it.n) {
        (true, _) => Some((Severity::Leak, Certainty::High)),
        (false, 3..) => Some((Severity::Suspect, Certainty::Medium)),
        _ => None,
    }
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "stream",
    many: Many {
        few: 8,
        crowd: 20,
        sure: 50,
    },
    title: |n, name| {
        msg("docker-client-not-closed-title-many")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("docker-client-not-closed-why-many"),
    or: ("many-event-streams", || {
        msg("docker-client-not-closed-or-many")
    }),
    remedy: || msg("docker-client-not-closed-remedy-many"),
    step: || msg("docker-client-not-closed-instead"),
    code: (
        "func follow(cli *client.Client) <-chan events.Message {\n\tmessages, _ := cli.Events(context.Background(), events.ListOptions{})\n\treturn messages // nobody can end it\n}\n",
        "func follow(ctx context.Context, cli *client.Client, handle func(events.Message)) error {\n\tctx, cancel := context.WithCancel(ctx)\n\tdefer cancel()\n\tmessages, errs := cli.Events(ctx, events.ListOptions{})\n\tfor {\n\t\tselect {\n\t\tcase msg := <-messages:\n\t\t\thandle(msg)\n\t\tcase err := <-errs:\n\t\t\treturn err\n\t\t}\n\t}\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "Docker event stream",
    made_by: ".Events",
    ended_by: "",
    marks: &[
        mark("docker/docker/client", "(*Client).Events.func*"),
        mark("moby/moby/client", "(*Client).Events.func*"),
    ],
    link: (
        "docker client: Events",
        "https://pkg.go.dev/github.com/docker/docker/client#Client.Events",
    ),
    ..Object::PLAIN
}];

const WAIT: Wait = Wait {
    rule: RULE.id,
    kind: "call",
    marks: &[
        mark("docker/docker/client", "(*Client).ContainerWait.func*"),
        mark(
            "docker/docker/client",
            "(*Client).legacyContainerWait.func*",
        ),
        mark("moby/moby/client", "(*Client).ContainerWait.func*"),
    ],
    ops: &[Op::Send],
    verdict,
    title: |n| msg("docker-client-not-closed-title").n("n", n),
    why: |n| msg("docker-client-not-closed-why").n("n", n),
    or: ("slow-receiver", || msg("docker-client-not-closed-or")),
    remedy: || msg("docker-client-not-closed-remedy"),
    steps: &[|| msg("docker-client-not-closed-step-context")],
    code: (
        "resultC, errC := cli.ContainerWait(ctx, id, container.WaitConditionNotRunning)\nselect {\ncase err := <-errC:\n\treturn err\ncase <-time.After(time.Minute):\n\treturn errSlow // nobody receives the result any more\ncase <-resultC:\n\treturn nil\n}\n",
        "ctx, cancel := context.WithTimeout(ctx, time.Minute)\ndefer cancel()\nresultC, errC := cli.ContainerWait(ctx, id, container.WaitConditionNotRunning)\nselect {\ncase err := <-errC: // also when the context ends\n\treturn err\ncase <-resultC:\n\treturn nil\n}\n",
    ),
    link: (
        "docker client: ContainerWait",
        "https://pkg.go.dev/github.com/docker/docker/client#Client.ContainerWait",
    ),
    grep: "grep -rnE 'ContainerWait\\(|\\.Events\\(|ContainerAttach\\(' --include='*.go' -A8 .",
    ..Wait::PLAIN
};

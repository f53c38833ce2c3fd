//! # net-listener-not-closed
//!
//! **What it shows.** Many accept loops of one kind, started one after the other.
//!
//! **Why it matters.** A loop in Accept ends only when its listener is closed. One that is opened again
//! with each reload, tenant or test keeps its goroutine, its port and its file descriptor, and takes
//! connections for a configuration that is gone.
//!
//! **Remedy.** Close the old listener when the new one is open.
//!
//! **Harmless when** the program is to listen on so many ports: a proxy with a port for each client.
//!
//! Source: `net/tcpsock.go`, `net/unixsock.go` (Accept, Close), `internal/poll/fd_unix.go`, Go 1.9–1.27.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, is_started_by_main};
use super::analyses::own_code;
use super::analyses::starters::Starters;
use super::draft::{of_crowds, remedy, second_dump};
use super::normal::{benign, is_fixed_set};
use crate::message::msg;
use crate::model::{Origin, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "net-listener-not-closed",
    check,
};

/// More listeners of one kind than `benign-accept-loop` takes for normal.
const MANY: u64 = 10;
/// More ports than most programs are to listen on.
const CROWD: u64 = 50;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let starters = Starters::default();
    let accepts = facts
        .crowds
        .iter()
        .filter(|it| it.n > MANY && is_leaking(facts, it, &starters));
    for crowd in accepts.collect::<Vec<_>>() {
        let turns = in_turn(facts, crowd, &starters);
        let certainty = match turns && crowd.n >= CROWD && !facts.is_profile() {
            true => Certainty::Medium,
            false => Certainty::Low,
        };
        let title = msg("net-listener-not-closed-title").n("n", crowd.n);
        let draft = of_crowds(facts, RULE.id, (Severity::Suspect, certainty), title, &[crowd])
            .objects(crowd.n, "listener")
            .evidence(EvidenceKind::Position, msg("net-listener-not-closed-position").n("n", crowd.n))
            .maybe(
                EvidenceKind::Count,
                (turns && crowd.parents > 0).then(|| msg("net-listener-not-closed-turns").n("parents", crowd.parents as u64)),
            )
            .look_alike("benign-accept-loop", msg("net-listener-not-closed-or-ports"))
            .remedy(remedy(
                msg("net-listener-not-closed-remedy"),
                [msg("net-listener-not-closed-step-close"), msg("net-listener-not-closed-step-count")],
                "func (m *manager) reload(addr string) error {\n\tl, err := net.Listen(\"tcp\", addr)\n\tif err != nil {\n\t\treturn err\n\t}\n\tm.current = l // the old one stays open\n\tgo m.accept(l)\n\treturn nil\n}\n",
                "func (m *manager) reload(addr string) error {\n\tl, err := net.Listen(\"tcp\", addr)\n\tif err != nil {\n\t\treturn err\n\t}\n\told := m.current\n\tm.current = l\n\tgo m.accept(l)\n\tif old != nil {\n\t\treturn old.Close() // ends its accept loop\n\t}\n\treturn nil\n}\n",
                &[("net: Listener", "https://pkg.go.dev/net#Listener")],
            ))
            .capture(second_dump());
        acc.push(draft.finish(facts));
    }
}

/// Whether they are accept loops that were not set up together when the program started. A profile does
/// not say: there only a crowd counts.
fn is_leaking(facts: &Facts<'_>, crowd: &Crowd, starters: &Starters) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    if benign(stack) != Some("benign-accept-loop") || is_fixed_set(facts, crowd) {
        return false;
    }
    if facts.is_profile() {
        return crowd.n >= CROWD && own_code::nearest(stack).is_some();
    }
    let is_own = |it: &StackFrame| it.origin == Origin::Application;
    let own = stack.frames.iter().chain(&stack.creator).any(is_own);
    let by_main = crowd.by_main == crowd.n || is_started_by_main(stack);
    let many = crowd.n >= CROWD || in_turn(facts, crowd, starters);
    own && !by_main && many
}

/// Whether they were started one after the other.
fn in_turn(facts: &Facts<'_>, crowd: &Crowd, starters: &Starters) -> bool {
    crowd.is_one_by_one() || starters.took_turns(facts, crowd)
}

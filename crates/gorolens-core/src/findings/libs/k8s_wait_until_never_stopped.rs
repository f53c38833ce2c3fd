//! # k8s-wait-until-never-stopped
//!
//! **What it shows.** Many loops of `wait.Until`, `JitterUntil` or `BackoffUntil` that one
//! function of the user's own code has started.
//!
//! **Why it matters.** Such a loop ends with its stop channel or context. One per object that
//! gets `wait.NeverStop` runs for ever.
//!
//! **Remedy.** Give each loop a context that ends with its object.
//!
//! **Harmless when** there are as many objects that live now: workers of a controller, for
//! instance.
//!
//! Source: kubernetes/apimachinery `pkg/util/wait/wait.go`, `backoff.go` (v0.15.7, v0.18.0,
//! v0.31.0, v0.35.0). Read in source.

use crate::findings::Rule;
use crate::findings::analyses::blocked::Crowd;
use crate::findings::analyses::by_func::{Mark, mark};
use crate::findings::analyses::{Facts, own_code};
use crate::findings::draft::{Draft, remedy, second_dump, wait};
use crate::message::msg;
use crate::model::{Origin, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "k8s-wait-until-never-stopped",
    check,
};

const LOOPS: &[Mark] = &[
    mark("apimachinery", "BackoffUntil"),
    mark("apimachinery", "JitterUntil"),
    mark("apimachinery", "BackoffUntilWithContext"),
];

/// More workers of one sort than controllers have.
const MANY: u64 = 24;
/// So many that nobody wants them.
const CROWD: u64 = 100;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    for crowd in facts.crowds_on(LOOPS) {
        let creator = facts.ctx.tables.stack(crowd.stack).creator.as_ref();
        let own = creator.filter(|it| it.origin == Origin::Application);
        if let Some(own) = own.filter(|_| crowd.n >= MANY) {
            acc.push(finding(facts, crowd, own));
        }
    }
}

fn finding(facts: &Facts<'_>, crowd: &Crowd, creator: &StackFrame) -> Finding {
    let (severity, certainty) = match (crowd.n, crowd.drip) {
        (CROWD.., true) => (Severity::Leak, Certainty::Medium),
        (_, true) => (Severity::Suspect, Certainty::Medium),
        _ => (Severity::Suspect, Certainty::Low),
    };
    let place = own_code::place(creator);
    let drip = crowd
        .drip
        .then(|| msg("shared-drip").n("parents", crowd.parents as u64));
    let title = msg("k8s-wait-until-never-stopped-title")
        .n("n", crowd.n)
        .text("place", &*creator.func);
    Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(crowd.n, "loop")
        .members(facts, crowd.members.iter())
        .evidence(
            EvidenceKind::OwnCode,
            msg("k8s-wait-until-never-stopped-why").n("n", crowd.n).text("place", place),
        )
        .maybe(EvidenceKind::Count, drip)
        .evidence(EvidenceKind::Wait, wait(crowd.n, crowd.oldest))
        .evidence(EvidenceKind::Caveat, msg("libs-number-wanted"))
        .look_alike("controller-workers", msg("k8s-wait-until-never-stopped-or"))
        .remedy(remedy(
            msg("k8s-wait-until-never-stopped-remedy"),
            [msg("k8s-wait-until-never-stopped-step-stop"), msg("k8s-wait-until-never-stopped-step-never")],
            "func (o *Object) start() {\n\tgo wait.Until(o.sync, time.Minute, wait.NeverStop) // per object\n}\n",
            "func (o *Object) start(parent context.Context) {\n\tctx, cancel := context.WithCancel(parent)\n\to.stop = cancel // called when the object goes\n\tgo wait.UntilWithContext(ctx, o.sync, time.Minute)\n}\n",
            &[("apimachinery: wait", "https://pkg.go.dev/k8s.io/apimachinery/pkg/util/wait")],
        ))
        .run("grep -rnE 'wait\\.(Until|Forever|JitterUntil|NeverStop)' --include='*.go' .", msg("libs-wait-grep"))
        .capture(second_dump())
        .finish(facts)
}

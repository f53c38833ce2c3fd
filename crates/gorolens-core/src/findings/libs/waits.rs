//! Goroutines stuck inside a library: callers of a pool that is used up, senders nobody listens to,
//! work that piles up behind something that blocks.
//!
//! Where they stand says what they wait for; for how long, whether it is a moment or for ever. What
//! keeps them waiting is elsewhere, and the finding says where as far as the dump shows it.

use super::objects::total;
use crate::findings::PROVES_A_MINUTE;
use crate::findings::analyses::blocked::{Crowd, Op};
use crate::findings::analyses::by_func::Mark;
use crate::findings::analyses::{Facts, own_code};
use crate::findings::draft::{Draft, called_from, remedy, second_dump, wait};
use crate::message::{Message, msg};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

/// One way to be stuck inside a library.
pub(super) struct Wait {
    pub(super) rule: &'static str,
    /// What is counted, in the singular, as in `report-objects-<kind>`.
    pub(super) kind: &'static str,
    /// The functions they wait in.
    pub(super) marks: &'static [Mark],
    /// One of these has to be on the stack too; empty for any stack.
    pub(super) below: &'static [Mark],
    /// Whether nothing of a library may stand above them: they wait in this very function.
    pub(super) on_top: bool,
    /// What they wait for; empty for anything.
    pub(super) ops: &'static [Op],
    /// Goroutines that keep them waiting, or have to do with it.
    pub(super) holders: &'static [Mark],
    /// How bad it is and how sure that is.
    pub(super) verdict: fn(&Waiting) -> Option<(Severity, Certainty)>,
    pub(super) title: fn(u64) -> Message,
    /// What they wait for.
    pub(super) why: fn(u64) -> Message,
    pub(super) or: (&'static str, fn() -> Message),
    pub(super) remedy: fn() -> Message,
    pub(super) steps: &'static [fn() -> Message],
    pub(super) code: (&'static str, &'static str),
    pub(super) link: (&'static str, &'static str),
    /// A command that lists the places to look at.
    pub(super) grep: &'static str,
}

impl Wait {
    /// Nothing in particular.
    pub(super) const PLAIN: Wait = Wait {
        rule: "",
        kind: "goroutine",
        marks: &[],
        below: &[],
        on_top: false,
        ops: &[],
        holders: &[],
        verdict: |_| None,
        title: |_| NOTHING,
        why: |_| NOTHING,
        or: ("", || NOTHING),
        remedy: || NOTHING,
        steps: &[],
        code: ("", ""),
        link: ("", ""),
        grep: "",
    };
}

const NOTHING: Message = Message {
    id: "",
    args: Vec::new(),
};

/// Nobody waits for a connection for minutes unless those who have one keep it.
pub(super) fn for_a_connection(it: &Waiting) -> Option<(Severity, Certainty)> {
    match (it.old, it.n) {
        (true, 1..) => Some((Severity::Stuck, Certainty::High)),
        (false, 3..) => Some((Severity::Suspect, Certainty::Medium)),
        _ => None,
    }
}

/// What a verdict is made from.
pub(super) struct Waiting {
    /// Those that wait.
    pub(super) n: u64,
    /// Whether the oldest waits for more than a minute.
    pub(super) old: bool,
    /// The most of them at one place of the user's own code.
    pub(super) at_one_place: u64,
}

/// Pushes a finding if there are some and the verdict is one.
pub(super) fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>, this: &Wait) {
    let mut crowds = facts.crowds_on(this.marks);
    crowds.retain(|it| (this.ops.is_empty() || this.ops.contains(&it.op)) && fits(facts, this, it));
    if crowds.is_empty() {
        return;
    }
    let mut holders = facts.crowds_on(this.holders);
    let is = |a: &Crowd, b: &Crowd| (a.stack, a.op) == (b.stack, b.op);
    holders.retain(|it| !crowds.iter().any(|other| is(it, other)));
    let places = own_code::places(facts, crowds.iter().flat_map(|it| it.members.iter()));
    let waiting = Waiting {
        n: total(&crowds),
        old: crowds.iter().filter_map(|it| it.oldest).max() >= Some(PROVES_A_MINUTE),
        at_one_place: places.most(),
    };
    if let Some(verdict) = (this.verdict)(&waiting) {
        acc.push(finding(facts, this, &crowds, &holders, &places, verdict));
    }
}

/// Whether they wait in the function itself and below the right ones, where that matters.
fn fits(facts: &Facts<'_>, this: &Wait, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let is_one = |marks: &[Mark], func: &str| marks.iter().any(|mark| mark.is(func));
    let mut frames = stack.frames.iter();
    (this.below.is_empty() || frames.any(|frame| is_one(this.below, &frame.func)))
        && (!this.on_top || stack.top().is_some_and(|top| is_one(this.marks, &top.func)))
}

fn finding(
    facts: &Facts<'_>,
    this: &Wait,
    crowds: &[&Crowd],
    holders: &[&Crowd],
    places: &own_code::Places,
    (severity, certainty): (Severity, Certainty),
) -> Finding {
    let n = total(crowds);
    let all = crowds.iter().chain(holders);
    let held_at = own_code::places(facts, holders.iter().flat_map(|it| it.members.iter()));
    let (before, after) = this.code;
    Draft::new(facts, this.rule, severity, certainty, (this.title)(n))
        .objects(n, this.kind)
        .members(facts, all.flat_map(|it| it.members.iter()))
        .evidence(EvidenceKind::Position, (this.why)(n))
        .maybe(EvidenceKind::Pairing, related(total(holders), &held_at))
        .maybe(EvidenceKind::OwnCode, called_from(places))
        .evidence(
            EvidenceKind::Wait,
            wait(n, crowds.iter().filter_map(|it| it.oldest).max()),
        )
        .look_alike(this.or.0, (this.or.1)())
        .remedy(remedy(
            (this.remedy)(),
            this.steps.iter().map(|step| step()),
            before,
            after,
            &[this.link],
        ))
        .run(this.grep, msg("libs-wait-grep"))
        .capture(second_dump())
        .finish(facts)
}

/// `3 goroutines have to do with it, in main.(*collector).Collect (/app/main.go:12).`
fn related(n: u64, places: &own_code::Places) -> Option<Message> {
    match own_code::listed(places) {
        _ if n == 0 => None,
        None => Some(msg("libs-wait-holders").n("n", n)),
        Some(places) => Some(msg("libs-wait-holders-at").n("n", n).arg("places", places)),
    }
}

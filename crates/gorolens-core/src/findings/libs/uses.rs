//! Uses of a library that have to be finished: rows, transactions, streams, objects that are read.
//!
//! One goroutine runs for each of them as long as it is open. Open ones are what a program at work
//! looks like, so their number alone says little: it is their age, and whether anybody is still
//! inside, that tells a forgotten one from one in use.

use super::objects::total;
use crate::findings::analyses::blocked::Crowd;
use crate::findings::analyses::by_func::Mark;
use crate::findings::analyses::http_conns::Member;
use crate::findings::analyses::{Facts, own_code};
use crate::findings::draft::{Draft, called_from, remedy, second_dump, wait};
use crate::message::{Message, msg};
use crate::model::IdSet;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

/// Older than nearly every use of its sort; the header proves three minutes less.
const OLD: u32 = 5;
/// Older than any use that is meant to end.
const VERY_OLD: u32 = 10;

/// One rule about uses of this sort.
pub(super) struct Use {
    pub(super) rule: &'static str,
    /// Its name in Go: `sql.Rows`.
    pub(super) name: &'static str,
    /// What is counted, in the singular, as in `report-objects-<kind>`.
    pub(super) kind: &'static str,
    /// One goroutine of these runs for each open use.
    pub(super) marks: &'static [Mark],
    /// Goroutines that are inside a use now: as many are not forgotten.
    pub(super) inside: &'static [Mark],
    /// The title of a leak.
    pub(super) title: fn(u64) -> Message,
    /// What one such goroutine means.
    pub(super) why: fn(u64) -> Message,
    pub(super) or: (&'static str, fn() -> Message),
    pub(super) remedy: fn() -> Message,
    pub(super) steps: &'static [fn() -> Message],
    pub(super) code: (&'static str, &'static str),
    pub(super) link: (&'static str, &'static str),
    /// A command that lists the places where such a use begins.
    pub(super) grep: &'static str,
}

/// Pushes a finding if there are forgotten ones.
pub(super) fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>, this: &Use) {
    let open = facts.crowds_on(this.marks);
    let n = total(&open);
    if n == 0 {
        return;
    }
    let inside = total(&facts.crowds_on(this.inside));
    let seen = Seen::new(facts, &open, inside);
    if let Some(verdict) = seen.verdict(facts) {
        acc.push(finding(facts, this, &open, &seen, verdict));
    }
}

struct Seen {
    /// All that are open.
    n: u64,
    /// Open for [`OLD`] and for [`VERY_OLD`] minutes.
    old: u64,
    very_old: u64,
    inside: u64,
    oldest: Option<u32>,
}

impl Seen {
    fn new(facts: &Facts<'_>, open: &[&Crowd], inside: u64) -> Self {
        let members = || open.iter().flat_map(|it| it.members.iter());
        let older = |minutes: u32| {
            let is_old = |it: &Member| facts.minutes(it.0) >= Some(minutes);
            members().filter(is_old).map(|it| it.1).sum::<u64>()
        };
        Seen {
            n: members().map(|it| it.1).sum(),
            old: older(OLD),
            very_old: older(VERY_OLD),
            inside: inside.max(keepers(facts, open)),
            oldest: open.iter().filter_map(|it| it.oldest).max(),
        }
    }

    fn verdict(&self, facts: &Facts<'_>) -> Option<(Severity, Certainty)> {
        use Certainty::{High, Low, Medium};
        // Whoever is inside may be inside one of the old ones.
        let forgotten = |open: u64| open.saturating_sub(self.inside);
        let no_ages = facts.age == 0;
        match () {
            () if forgotten(self.very_old) >= 10 => Some((Severity::Leak, High)),
            () if forgotten(self.old) >= 5 => Some((Severity::Leak, Medium)),
            () if forgotten(self.very_old) >= 1 => Some((Severity::Suspect, Medium)),
            () if forgotten(self.old) >= 1 => Some((Severity::Suspect, Low)),
            () if forgotten(self.n) >= 100 => Some((Severity::Suspect, Medium)),
            () if forgotten(self.n) >= 50 && no_ages => Some((Severity::Suspect, Medium)),
            () if forgotten(self.n) >= 20 && no_ages => Some((Severity::Suspect, Low)),
            () if forgotten(self.n) >= 1 && facts.excerpt => Some((Severity::Suspect, Low)),
            () => None,
        }
    }
}

/// Goroutines that have begun one of the old uses, are still there and run code of the user's own:
/// each may be in the middle of it, between two calls (Go 1.21+). One that waits for another
/// connection of the pool is not.
fn keepers(facts: &Facts<'_>, open: &[&Crowd]) -> u64 {
    let members = open.iter().flat_map(|it| it.members.iter());
    let old = members.filter(|it| facts.minutes(it.0) >= Some(OLD));
    let mut starters: IdSet = IdSet::default();
    let mut any = false;
    for id in old.map(|it| facts.creator(it.0)).filter(|&id| id > 1) {
        starters.insert(id);
        any = true;
    }
    if !any {
        return 0;
    }
    let works = |crowd: &&Crowd| {
        let note = facts.note(crowd.stack);
        let stack = facts.ctx.tables.stack(crowd.stack);
        note.has_own_frame && !note.is_benign && !stack.has("database/sql.(*DB).conn")
    };
    let at_work = facts.crowds.iter().filter(works);
    let ids = at_work.flat_map(|it| it.members.iter().map(|it| facts.id(it.0)));
    ids.filter(|&id| starters.contains(id)).count() as u64
}

fn finding(
    facts: &Facts<'_>,
    this: &Use,
    open: &[&Crowd],
    seen: &Seen,
    (severity, certainty): (Severity, Certainty),
) -> Finding {
    let members = || open.iter().flat_map(|it| it.members.iter());
    let places = own_code::places(facts, members());
    let own = called_from(&places).unwrap_or_else(|| msg("libs-use-no-own-code"));
    let (before, after) = this.code;
    let title = match severity {
        Severity::Leak => (this.title)(seen.n),
        _ => msg("libs-title-open")
            .n("n", seen.n)
            .text("type", this.name),
    };
    Draft::new(facts, this.rule, severity, certainty, title)
        .objects(seen.n, this.kind)
        .members(facts, members())
        .evidence(EvidenceKind::Count, (this.why)(seen.n))
        .evidence(
            EvidenceKind::Absence,
            msg("libs-use-inside").n("inside", seen.inside),
        )
        .evidence(EvidenceKind::Wait, wait(seen.n, seen.oldest))
        .evidence(EvidenceKind::OwnCode, own)
        .look_alike(this.or.0, (this.or.1)())
        .remedy(remedy(
            (this.remedy)(),
            this.steps.iter().map(|step| step()),
            before,
            after,
            &[this.link],
        ))
        .run(this.grep, msg("libs-use-grep"))
        .capture(second_dump())
        .finish(facts)
}

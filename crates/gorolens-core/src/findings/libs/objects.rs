//! Objects that should exist once and exist many times, told by the goroutines their constructor
//! starts.
//!
//! A client, a pool, a cache or a logger of a library starts a fixed set of goroutines when it is
//! made and ends them when it is closed. So the dump counts the objects. What it cannot count is
//! how many are wanted: one per tenant is a design, one per request is a leak. Who created them is
//! what tells the two apart as far as anything does: requests run in goroutines of their own, a
//! loop at the start in one.

use std::collections::BTreeSet;

use crate::findings::analyses::blocked::{Crowd, enclosing};
use crate::findings::analyses::by_func::Mark;
use crate::findings::analyses::http_conns::Member;
use crate::findings::analyses::{Facts, own_code};
use crate::findings::draft::{Draft, remedy, second_dump};
use crate::message::{Message, msg};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

/// One rule about objects of this sort.
pub(super) struct Family {
    pub(super) rule: &'static str,
    /// What is counted, in the singular, as in `report-objects-<kind>`.
    pub(super) kind: &'static str,
    pub(super) many: Many,
    /// The title of a leak, from their number and the name of their type.
    pub(super) title: fn(u64, &'static str) -> Message,
    /// Why each of them stays, and what it holds.
    pub(super) why: fn() -> Message,
    /// Another reason to have so many: its name and its sentence.
    pub(super) or: (&'static str, fn() -> Message),
    pub(super) remedy: fn() -> Message,
    pub(super) step: fn() -> Message,
    /// Go code before and after.
    pub(super) code: (&'static str, &'static str),
    pub(super) objects: &'static [Object],
}

/// How many are remarkable.
#[derive(Clone, Copy)]
pub(super) struct Many {
    /// More than most programs have: a suspicion.
    pub(super) few: u64,
    /// More than a program is likely to want.
    pub(super) crowd: u64,
    /// So many that requests making them is almost the only explanation left.
    pub(super) sure: u64,
}

impl Many {
    /// Clients and pools: one for each server a program talks to, or each tenant.
    pub(super) const POOLS: Many = Many {
        few: 8,
        crowd: 20,
        sure: 50,
    };
    /// What a process has once or twice.
    pub(super) const ONCE: Many = Many {
        few: 4,
        crowd: 12,
        sure: 40,
    };
}

/// One type of one library.
pub(super) struct Object {
    /// What is counted, where it is not what the family counts.
    pub(super) kind: Option<&'static str>,
    /// Its name: `redis.Client`.
    pub(super) name: &'static str,
    /// What makes one: `redis.NewClient`.
    pub(super) made_by: &'static str,
    /// The method that ends its goroutines; empty where there is none.
    pub(super) ended_by: &'static str,
    /// The functions that run once for each object; versions of the library differ.
    pub(super) marks: &'static [Mark],
    /// How many of these goroutines one object has.
    pub(super) per: u64,
    /// Other goroutines that belong to the objects.
    pub(super) with: &'static [Mark],
    /// Whether a goroutine of the library itself starts them: who did says nothing then.
    pub(super) by_library: bool,
    /// Other libraries' goroutines that each own one of these objects, which is not counted then.
    pub(super) owned_by: &'static [Mark],
    /// Documentation: title and address.
    pub(super) link: (&'static str, &'static str),
}

impl Object {
    /// An object of which nothing but its first goroutines is known.
    pub(super) const PLAIN: Object = Object {
        kind: None,
        name: "",
        made_by: "",
        ended_by: "Close",
        marks: &[],
        per: 1,
        with: &[],
        by_library: false,
        owned_by: &[],
        link: ("", ""),
    };
}

/// Pushes a finding for each type of which there are remarkably many.
pub(super) fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>, family: &Family) {
    for object in family.objects {
        let seen = Seen::new(facts, object);
        if let Some(verdict) = seen.verdict(facts, &family.many) {
            acc.push(finding(facts, family, object, &seen, verdict));
        }
    }
}

/// The objects of one type in the dump.
struct Seen<'a> {
    crowds: Vec<&'a Crowd>,
    with: Vec<&'a Crowd>,
    /// Objects.
    n: u64,
    makers: Makers,
    /// Whether their ids are far apart.
    drip: bool,
    /// Whether they are so far apart that what one maker does for each cannot be all there is
    /// between them.
    spread: bool,
}

/// Who created the goroutines, as far as `created by … in goroutine N` says it (Go 1.21+).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Makers {
    Unknown,
    /// One goroutine, or next to none.
    One,
    /// As good as every object was created by another goroutine.
    Each(u64),
    Several(u64),
}

impl<'a> Seen<'a> {
    fn new(facts: &'a Facts<'_>, object: &Object) -> Self {
        let crowds = facts.crowds_on(object.marks);
        let mut with = facts.crowds_on(object.with);
        with.extend(facts.crowds_started_on(object.marks));
        let is = |a: &Crowd, b: &Crowd| (a.stack, a.op) == (b.stack, b.op);
        with.retain(|it| !crowds.iter().any(|other| is(it, other)));
        with.dedup_by(|a, b| is(a, b));
        let goroutines = total(&crowds);
        let members = || crowds.iter().flat_map(|it| it.members.iter());
        let parents: BTreeSet<u64> = members()
            .map(|it| facts.creator(it.0))
            .filter(|&id| id != 0)
            .collect();
        let named: u64 = match object.by_library {
            true => 0,
            false => crowds.iter().map(|it| it.with_parent).sum(),
        };
        let n = goroutines.div_ceil(object.per.max(1));
        let n = n.saturating_sub(total(&facts.crowds_on(object.owned_by)));
        Seen {
            makers: makers(parents.len() as u64, named, n),
            drip: crowds.iter().any(|it| it.drip),
            spread: is_spread(facts, &crowds, goroutines + total(&with)),
            n,
            crowds,
            with,
        }
    }

    /// How bad it is and how sure that is. Nothing here proves growth.
    fn verdict(&self, facts: &Facts<'_>, many: &Many) -> Option<(Severity, Certainty)> {
        use Certainty::{High, Low, Medium};
        // A loop at the start makes them one after the other, or a goroutine for each makes them all
        // at once; requests make them over time, with others in between.
        let (one, each) = (
            self.makers == Makers::One,
            matches!(self.makers, Makers::Each(_)),
        );
        let over_time = if one { self.spread } else { self.drip };
        let verdict = match self.n {
            n if n >= many.sure && each => (Severity::Leak, High),
            n if n >= many.sure && one && !over_time => (Severity::Suspect, Medium),
            n if n >= many.sure => (Severity::Leak, Medium),
            n if n >= many.crowd && over_time => (Severity::Leak, Medium),
            n if n >= many.crowd && one => (Severity::Suspect, Low),
            n if n >= many.crowd => (Severity::Suspect, Medium),
            n if n >= many.few && each => (Severity::Suspect, Medium),
            n if n >= many.few => (Severity::Suspect, Low),
            // Somebody chose these goroutines out of a dump.
            n if n >= 2 && facts.excerpt => (Severity::Suspect, Low),
            _ => return None,
        };
        Some(verdict)
    }

    /// Every goroutine of the objects.
    fn members(&self) -> impl Iterator<Item = Member> {
        let all = self.crowds.iter().chain(&self.with);
        all.flat_map(|it| it.members.iter())
    }
}

/// Whether there are many more ids between the first and the last of these than the `goroutines` of
/// their objects, and others that come and go while one is made, can account for.
fn is_spread(facts: &Facts<'_>, crowds: &[&Crowd], goroutines: u64) -> bool {
    let members = crowds.iter().flat_map(|it| it.members.iter());
    let ids = members.map(|it| facts.id(it.0)).filter(|&id| id != 0);
    let (min, max) = ids.fold((u64::MAX, 0), |(min, max), id| (min.min(id), max.max(id)));
    max.saturating_sub(min) > 1000 + 20 * goroutines
}

/// Goroutines in these crowds.
pub(super) fn total(crowds: &[&Crowd]) -> u64 {
    crowds.iter().map(|it| it.n).sum()
}

fn makers(parents: u64, named: u64, objects: u64) -> Makers {
    match parents {
        _ if named * 2 < objects || parents == 0 => Makers::Unknown,
        1 => Makers::One,
        parents if parents * 2 > objects => Makers::Each(parents),
        parents => Makers::Several(parents),
    }
}

fn finding(
    facts: &Facts<'_>,
    family: &Family,
    object: &Object,
    seen: &Seen<'_>,
    (severity, certainty): (Severity, Certainty),
) -> Finding {
    let title = match severity {
        Severity::Leak => (family.title)(seen.n, object.name),
        _ => msg("libs-title-many")
            .n("n", seen.n)
            .text("type", object.name),
    };
    let bracket = if object.made_by.ends_with('{') {
        ""
    } else {
        "("
    };
    let grep = format!("grep -rnF '{}{bracket}' --include='*.go' .", object.made_by);
    let (before, after) = family.code;
    Draft::new(facts, family.rule, severity, certainty, title)
        .objects(seen.n, object.kind.unwrap_or(family.kind))
        .members(facts, seen.members())
        .evidence(EvidenceKind::Count, counted(facts, object, seen))
        .maybe(EvidenceKind::Pairing, companions(facts, object, seen))
        .evidence(EvidenceKind::Position, (family.why)())
        .maybe(EvidenceKind::OwnCode, made_by(seen))
        .maybe(EvidenceKind::OwnCode, alive(facts, seen))
        .evidence(
            EvidenceKind::OwnCode,
            msg("libs-no-own-code").text("maker", object.made_by),
        )
        .evidence(EvidenceKind::Caveat, msg("libs-number-wanted"))
        .look_alike(family.or.0, (family.or.1)())
        .remedy(remedy(
            (family.remedy)(),
            [Some((family.step)()), end(object)].into_iter().flatten(),
            before,
            after,
            &[object.link],
        ))
        .run(&grep, msg("libs-grep").text("type", object.name))
        .capture(second_dump())
        .finish(facts)
}

/// How to end one, if there is a way.
fn end(object: &Object) -> Option<Message> {
    let step = || {
        msg("libs-step-end")
            .text("type", object.name)
            .text("ended", object.ended_by)
    };
    (!object.ended_by.is_empty()).then(step)
}

/// `60 goroutines are in pool.(*ConnPool).reaper: one runs for each redis.Client.`
fn counted(facts: &Facts<'_>, object: &Object, seen: &Seen<'_>) -> Message {
    let func = seen.crowds.first().and_then(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        let mut frames = stack.frames.iter();
        frames.find(|frame| object.marks.iter().any(|mark| mark.is(&frame.func)))
    });
    let func = func.map_or_else(String::new, |frame| frame.func.to_string());
    let n = total(&seen.crowds);
    msg("libs-counted")
        .n("n", n)
        .n("per", object.per)
        .text("func", func)
        .text("type", object.name)
}

fn companions(facts: &Facts<'_>, object: &Object, seen: &Seen<'_>) -> Option<Message> {
    let mut names = Vec::new();
    for mark in object.with {
        let n = total(&facts.crowds_on(&[*mark]));
        if n > 0 {
            names.push(format!(
                "{} × {n}",
                enclosing(mark.func.trim_end_matches('*'))
            ));
        }
    }
    let n = total(&seen.with);
    (n > 0).then(|| {
        msg("libs-companions")
            .n("n", n)
            .arg("names", own_code::names(&names))
    })
}

fn made_by(seen: &Seen<'_>) -> Option<Message> {
    match seen.makers {
        Makers::Unknown => None,
        Makers::One if seen.spread => Some(msg("libs-made-by-one-over-time")),
        Makers::One => Some(msg("libs-made-by-one")),
        Makers::Each(n) => Some(msg("libs-made-by-each").n("n", n)),
        Makers::Several(n) => Some(msg("libs-made-by-several").n("n", n)),
    }
}

/// Where those who created the goroutines are now, if most are still in the dump.
fn alive(facts: &Facts<'_>, seen: &Seen<'_>) -> Option<Message> {
    let of = |it: Member| facts.creator(it.0);
    let members = seen.crowds.iter().flat_map(|it| it.members.iter());
    let parents: BTreeSet<u64> = members.map(of).filter(|&id| id != 0).collect();
    let all = facts.ctx.dump.goroutines.iter().enumerate();
    let living = all.filter(|(_, it)| parents.contains(&it.id));
    let places = own_code::places(
        facts,
        living.map(|(idx, it)| (idx as u32, u64::from(it.count))),
    );
    let n = places.total();
    let most = own_code::listed(&places).filter(|_| n * 2 >= parents.len() as u64);
    most.map(|places| msg("libs-maker-lives").arg("places", places))
}

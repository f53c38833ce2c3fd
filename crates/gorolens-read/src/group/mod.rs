//! Goroutines → groups: those with the same stack, in all dumps.

pub(crate) mod signature;
mod stats;

use crate::model::{self, AncestryId, Dump, FastMap, GroupId, Stack, StackFrame, Tables};
use crate::order::sort_by_key;
use crate::report::{Ancestor, Ancestry, CreatedBy, Group};
use stats::Stats;

/// The groups that are normal in one dump, and the rule that says why.
pub type Benign = FastMap<GroupId, &'static str>;

/// The groups of all dumps, by count (largest first), ties by first appearance. `benign` has an
/// entry for each dump.
pub fn groups(dumps: &[Dump], tables: &Tables, benign: &[Benign]) -> Vec<Group> {
    let mut stats: Vec<Option<Stats>> = Vec::new();
    stats.resize_with(tables.n_stacks(), || None);
    let mut by_appearance = Vec::new();
    for (dump_idx, dump) in dumps.iter().enumerate() {
        dump.goroutines.each(|goroutine| {
            let of_stack = stats[goroutine.stack.index()].get_or_insert_with(|| {
                by_appearance.push(goroutine.stack);
                Stats::new(dumps.len())
            });
            of_stack.add(dump_idx, &goroutine);
        });
    }
    let mut groups: Vec<Group> = by_appearance
        .into_iter()
        .filter_map(|id| {
            let stats = stats[id.index()].take()?;
            Some(group(tables.stack(id), stats, tables, benign))
        })
        .collect();
    add_ancestries(&mut groups, dumps, tables);
    sort_by_key(&mut groups, |group| std::cmp::Reverse(group.count));
    groups
}

fn group(stack: &Stack, mut stats: Stats, tables: &Tables, benign: &[Benign]) -> Group {
    stats.ids.shrink();
    let waits = stats.waits();
    Group {
        id: stack.id,
        count: stats.count,
        states: stats.states(tables),
        wait_minutes: stats::wait_minutes(&waits),
        waits,
        frames: stack.frames.clone(),
        created_by: stack.creator.as_ref().map(created_by),
        ancestries: Vec::new(),
        labels: stats.labels(tables),
        locked_to_thread: stats.locked,
        leaked: stats.leaked,
        benign: benign_in_all(stack.id, &stats.count_by_dump, benign),
        count_by_dump: stats.count_by_dump,
        goroutine_ids: stats.ids,
    }
}

/// Tells each group the ancestors of its members, the most frequent first, ties by first appearance.
fn add_ancestries(groups: &mut [Group], dumps: &[Dump], tables: &Tables) {
    let mut counts: FastMap<(GroupId, AncestryId), usize> = FastMap::default();
    let mut found: Vec<(GroupId, AncestryId, u64)> = Vec::new();
    for descent in dumps.iter().flat_map(|dump| &dump.descents) {
        let key = (tables.stack(descent.stack).id, descent.ancestry);
        let at = *counts.entry(key).or_insert(found.len());
        if at == found.len() {
            found.push((key.0, key.1, 0));
        }
        found[at].2 += 1;
    }
    if found.is_empty() {
        return;
    }
    sort_by_key(&mut found, |it| std::cmp::Reverse(it.2));
    let at_group: FastMap<GroupId, usize> = groups
        .iter()
        .enumerate()
        .map(|(at, it)| (it.id, at))
        .collect();
    for (id, ancestry, count) in found {
        if let Some(&at) = at_group.get(&id) {
            let ancestors = tables.ancestry(ancestry).iter().map(ancestor).collect();
            groups[at].ancestries.push(Ancestry { count, ancestors });
        }
    }
}

fn ancestor(ancestor: &model::Ancestor) -> Ancestor {
    Ancestor {
        frames: ancestor.frames.clone(),
        created_by: ancestor.creator.as_ref().map(created_by),
    }
}

/// The first rule that says the group is normal, if there is one for every dump it occurs in.
fn benign_in_all(id: GroupId, counts: &[u64], benign: &[Benign]) -> Option<&'static str> {
    let in_dumps = counts.iter().zip(benign).filter(|(count, _)| **count > 0);
    let mut rules = in_dumps.map(|(_, rules)| rules.get(&id).copied());
    let first = rules.next()??;
    rules.all(|rule| rule.is_some()).then_some(first)
}

fn created_by(frame: &StackFrame) -> CreatedBy {
    CreatedBy {
        func: frame.func.clone(),
        file: frame.file.clone(),
        line: frame.line,
        origin: frame.origin,
    }
}

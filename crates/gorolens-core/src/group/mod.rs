//! Goroutines → groups: those with the same stack, in all dumps.

pub(crate) mod signature;
mod stats;

use crate::model::{Dump, FastMap, GroupId, Stack, StackFrame, Tables};
use crate::report::{CreatedBy, Frame, Group};
use stats::Stats;

/// The groups that are normal in one dump, and the rule that says why.
pub(crate) type Benign = FastMap<GroupId, &'static str>;

/// The groups of all dumps, by count (largest first), ties by first appearance. `benign` has an
/// entry for each dump.
pub(crate) fn groups(dumps: &[Dump], tables: &Tables, benign: &[Benign]) -> Vec<Group> {
    let mut stats: Vec<Option<Stats>> = Vec::new();
    stats.resize_with(tables.n_stacks(), || None);
    let mut by_appearance = Vec::new();
    for (dump_idx, dump) in dumps.iter().enumerate() {
        for goroutine in &dump.goroutines {
            let of_stack = stats[goroutine.stack.index()].get_or_insert_with(|| {
                by_appearance.push(goroutine.stack);
                Stats::new(dumps.len())
            });
            of_stack.add(dump_idx, goroutine);
        }
    }
    let mut groups: Vec<Group> = by_appearance
        .into_iter()
        .filter_map(|id| {
            let stats = stats[id.index()].take()?;
            Some(group(tables.stack(id), stats, tables, benign))
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

fn group(stack: &Stack, stats: Stats, tables: &Tables, benign: &[Benign]) -> Group {
    Group {
        id: stack.id,
        count: stats.count,
        states: stats.states(tables),
        wait_minutes: stats.wait_minutes(),
        frames: stack.frames.iter().map(frame).collect(),
        created_by: stack.creator.as_ref().map(created_by),
        labels: stats.labels(tables),
        locked_to_thread: stats.locked,
        leaked: stats.leaked,
        benign: benign_in_all(stack.id, &stats.count_by_dump, benign),
        count_by_dump: stats.count_by_dump,
        goroutine_ids: stats.ids,
    }
}

/// The first rule that says the group is normal, if there is one for every dump it occurs in.
fn benign_in_all(id: GroupId, counts: &[u64], benign: &[Benign]) -> Option<&'static str> {
    let in_dumps = counts.iter().zip(benign).filter(|(count, _)| **count > 0);
    let mut rules = in_dumps.map(|(_, rules)| rules.get(&id).copied());
    let first = rules.next()??;
    rules.all(|rule| rule.is_some()).then_some(first)
}

fn frame(frame: &StackFrame) -> Frame {
    Frame {
        func: frame.func.as_ref().to_owned(),
        file: frame.file.as_ref().to_owned(),
        line: frame.line,
        origin: frame.origin,
    }
}

fn created_by(frame: &StackFrame) -> CreatedBy {
    CreatedBy {
        func: frame.func.as_ref().to_owned(),
        file: frame.file.as_ref().to_owned(),
        line: frame.line,
        origin: frame.origin,
    }
}

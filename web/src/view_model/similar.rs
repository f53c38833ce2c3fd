//! Groups of stacks that are alike, if not equal: the same calls at other lines, or waiting in the
//! same function on behalf of others.

use std::cmp::Reverse;
use std::collections::HashMap;

use gorolens_worker::order::sort_by_key;
use gorolens_worker::report::WaitMinutes;
use gorolens_worker::wire::{GroupRow, TextId};

use crate::few::sums;
use crate::state::{Level, Report};

/// What makes two stacks alike; texts are compared by number.
#[derive(PartialEq, Eq, Hash)]
enum Likeness {
    /// Functions innermost first, and the creator.
    Calls(Vec<TextId>, Option<TextId>),
    /// The call that names the group.
    Function(Option<TextId>),
}

/// The groups of `report`, by index, that are one at a level: by count, ties by first appearance.
pub fn alike(report: &Report, level: Level) -> Vec<Vec<u32>> {
    let mut places: HashMap<Likeness, usize> = HashMap::new();
    let mut merged: Vec<Vec<u32>> = Vec::new();
    for (group, row) in (0..).zip(report.rows()) {
        let likeness = match level {
            Level::Lines => return (0..report.n_groups()).map(|it| vec![it]).collect(),
            Level::Calls => Likeness::Calls(
                row.frames.iter().map(|site| site.func).collect(),
                row.created_by.map(|site| site.func),
            ),
            Level::Function => {
                let at = report.title(group).and_then(|title| title.at);
                Likeness::Function(at.map(|site| site.func))
            }
        };
        let place = *places.entry(likeness).or_insert(merged.len());
        match merged.get_mut(place) {
            Some(groups) => groups.push(group),
            None => merged.push(vec![group]),
        }
    }
    let count = |groups: &[u32]| -> u64 {
        let rows = groups.iter().filter_map(|group| report.row(*group));
        rows.map(|row| row.count).sum()
    };
    sort_by_key(&mut merged, |groups| Reverse(count(groups)));
    merged
}

/// One row for groups that are alike; the largest, which comes first, lends it stack and id.
pub fn merge(rows: &[&GroupRow]) -> Option<GroupRow> {
    let (first, others) = rows.split_first()?;
    let mut merged = GroupRow::clone(first);
    for row in others {
        merged.count += row.count;
        merged.n_ids += row.n_ids;
        merged.locked_to_thread += row.locked_to_thread;
        merged.leaked += row.leaked;
        merged.benign = merged.benign.filter(|_| row.benign.is_some());
        merged.wait_minutes = wider(merged.wait_minutes, row.wait_minutes);
        for (sum, count) in merged.count_by_dump.iter_mut().zip(&row.count_by_dump) {
            *sum += count;
        }
    }
    let states = rows.iter().flat_map(|row| row.states.iter().copied());
    merged.states = sums(states);
    sort_by_key(&mut merged.states, |(_, count)| Reverse(*count));
    let labels = rows.iter().flat_map(|row| row.labels.iter());
    let labels = sums(labels.map(|(key, value, n)| ((*key, *value), *n)));
    let labels = labels.into_iter();
    merged.labels = labels.map(|((key, value), n)| (key, value, n)).collect();
    merged.waits = sums(rows.iter().flat_map(|row| row.waits.iter().copied()));
    Some(merged)
}

/// The range of both. Medians of parts give no median of the whole, so it becomes the smaller one.
fn wider(a: Option<WaitMinutes>, b: Option<WaitMinutes>) -> Option<WaitMinutes> {
    let (Some(a), Some(b)) = (a, b) else {
        return a.or(b);
    };
    Some(WaitMinutes {
        min: a.min.min(b.min),
        median: a.median.min(b.median),
        max: a.max.max(b.max),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    #[test]
    fn the_strictest_level_merges_nothing() {
        assert_eq!(alike(&report(), Level::Lines), [[0], [1], [2]]);
        assert_eq!(alike(&report(), Level::Calls), [[0], [1], [2]]);
    }

    #[test]
    fn other_lines_are_alike_and_sums_are_sums() {
        let report = report().with_rows(|rows| {
            let mut twin = rows[2].clone();
            twin.frames[0].line = 99;
            twin.count = 1000;
            rows.push(twin);
        });
        assert_eq!(alike(&report, Level::Calls), [vec![2, 3], vec![0], vec![1]]);
        let rows: Vec<&GroupRow> = [2, 3].iter().filter_map(|at| report.row(*at)).collect();
        let merged = merge(&rows).expect("two rows");
        assert_eq!((merged.count, merged.n_ids), (1008, 4));
        assert_eq!(merged.states.len(), 1);
        assert_eq!(merged.states[0].1, 16);
        assert_eq!(merged.labels[0].2, 16);
    }
}

//! What the members of a group have in common, and how many of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ids::GoroutineIds;
use crate::model::{Goroutine, LabelSetId, StateId, Tables};
use crate::report::WaitMinutes;

/// Counts over the members of one group.
#[derive(Debug)]
pub(super) struct Stats {
    pub count: u64,
    pub count_by_dump: Vec<u64>,
    pub locked: u64,
    pub leaked: u64,
    /// In order of input.
    pub ids: GoroutineIds,
    states: Counts<StateId>,
    minutes: Counts<u32>,
    /// Most groups have none.
    labels: Option<Box<Counts<LabelSetId>>>,
}

/// How often each value occurred.
#[derive(Debug)]
struct Counts<T> {
    /// The run at hand: most groups have no other.
    last: Option<(T, u64)>,
    /// Runs of one value as they came, behind the `n_sorted` first, which are in order, once each.
    runs: Vec<(T, u64)>,
    n_sorted: usize,
}

/// Runs that come before they are put in order, at least.
const FEW_RUNS: usize = 32;

impl<T: Copy + Ord> Counts<T> {
    fn new() -> Self {
        Counts {
            last: None,
            runs: Vec::new(),
            n_sorted: 0,
        }
    }

    fn add(&mut self, value: T, count: u64) {
        match &mut self.last {
            Some((last, n)) if *last == value => *n += count,
            last => {
                let run = last.replace((value, count));
                self.end(run);
            }
        }
    }

    fn end(&mut self, run: Option<(T, u64)>) {
        let Some(run) = run else { return };
        if self.runs.len() >= 2 * self.n_sorted + FEW_RUNS {
            self.sort();
        }
        self.runs.push(run);
    }

    fn sort(&mut self) {
        self.runs.sort_unstable();
        self.runs.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            kept.1 += if is_same { next.1 } else { 0 };
            is_same
        });
        self.n_sorted = self.runs.len();
    }

    /// All values in order; leaves nothing behind.
    fn take(&mut self) -> Vec<(T, u64)> {
        let run = self.last.take();
        if self.runs.is_empty() {
            return run.into_iter().collect();
        }
        self.end(run);
        self.sort();
        std::mem::take(&mut self.runs)
    }
}

impl Stats {
    pub fn new(n_dumps: usize) -> Self {
        Stats {
            count: 0,
            count_by_dump: vec![0; n_dumps],
            locked: 0,
            leaked: 0,
            ids: GoroutineIds::default(),
            states: Counts::new(),
            minutes: Counts::new(),
            labels: None,
        }
    }

    pub fn add(&mut self, dump_idx: usize, goroutine: &Goroutine) {
        let count = u64::from(goroutine.count);
        self.count += count;
        self.count_by_dump[dump_idx] += count;
        self.locked += u64::from(goroutine.flags.locked) * count;
        self.leaked += u64::from(goroutine.flags.leaked) * count;
        self.states.add(goroutine.state, count);
        if goroutine.id != 0 {
            self.ids.push(goroutine.id);
        }
        if goroutine.labels != LabelSetId::EMPTY {
            let labels = self.labels.get_or_insert_with(|| Box::new(Counts::new()));
            labels.add(goroutine.labels, count);
        }
        if let Some(minutes) = goroutine.minutes() {
            self.minutes.add(minutes, count);
        }
    }

    pub fn states(&mut self, tables: &Tables) -> Vec<(Arc<str>, u64)> {
        let named = |(id, count)| (tables.shared_state(id).clone(), count);
        if self.states.runs.is_empty() {
            return self.states.last.take().map(named).into_iter().collect();
        }
        let mut states: Vec<_> = self.states.take().into_iter().map(named).collect();
        states.sort_unstable();
        states
    }

    pub fn labels(&mut self, tables: &Tables) -> BTreeMap<String, BTreeMap<String, u64>> {
        let mut sums: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for (id, count) in self.labels.iter_mut().flat_map(|it| it.take()) {
            for (key, value) in tables.labels(id) {
                let by_value = sums.entry(key.as_ref().to_owned()).or_default();
                *by_value.entry(value.as_ref().to_owned()).or_default() += count;
            }
        }
        sums
    }

    /// Whole minutes → goroutines, shortest first.
    pub fn waits(&mut self) -> Vec<(u32, u64)> {
        self.minutes.take()
    }
}

/// Smallest, lower median and largest of `waits`, which are in order.
pub(super) fn wait_minutes(waits: &[(u32, u64)]) -> Option<WaitMinutes> {
    let members: u64 = waits.iter().map(|it| it.1).sum();
    let mut below = 0;
    let median = waits.iter().find_map(|&(minutes, count)| {
        below += count;
        (below * 2 >= members).then_some(minutes)
    })?;
    Some(WaitMinutes {
        min: u64::from(waits.first()?.0),
        median: u64::from(median),
        max: u64::from(waits.last()?.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_many_values_add_up() {
        let mut counts = Counts::new();
        (0..10_000_u32).for_each(|n| counts.add(n * n % 97, 1));
        let all = counts.take();
        assert!(all.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(all.iter().map(|it| it.1).sum::<u64>(), 10_000);
        let n = (0..10_000_u32).filter(|n| n * n % 97 == 4).count();
        assert!(all.contains(&(4, n as u64)));
    }

    #[test]
    fn the_median_is_the_lower_one() {
        let mut stats = Stats::new(1);
        for (minutes, count) in [(1, 1), (2, 1), (3, 2)] {
            stats.minutes.add(minutes, count);
        }
        let minutes = wait_minutes(&stats.waits()).unwrap();
        assert_eq!((minutes.min, minutes.median, minutes.max), (1, 2, 3));
        assert!(wait_minutes(&[]).is_none());
    }
}

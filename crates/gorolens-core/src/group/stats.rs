//! What the members of a group have in common, and how many of each.

use std::collections::BTreeMap;
use std::hash::Hash;

use crate::ids::GoroutineIds;
use crate::model::{FastMap, Goroutine, LabelSetId, StateId, Tables};
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
    labels: Counts<LabelSetId>,
    minutes: Counts<u32>,
}

/// How often each value occurred. The last one is kept aside, because runs are common.
#[derive(Debug)]
struct Counts<T> {
    last: Option<(T, u64)>,
    others: FastMap<T, u64>,
}

impl<T: Copy + Ord + Hash> Counts<T> {
    fn new() -> Self {
        Counts {
            last: None,
            others: FastMap::default(),
        }
    }

    fn add(&mut self, value: T, count: u64) {
        match &mut self.last {
            Some((last, n)) if *last == value => *n += count,
            last => {
                if let Some((value, n)) = last.replace((value, count)) {
                    *self.others.entry(value).or_default() += n;
                }
            }
        }
    }

    /// All values in order.
    fn all(&self) -> BTreeMap<T, u64> {
        let mut all: BTreeMap<T, u64> = self.others.iter().map(|(&k, &n)| (k, n)).collect();
        if let Some((value, n)) = self.last {
            *all.entry(value).or_default() += n;
        }
        all
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
            labels: Counts::new(),
            minutes: Counts::new(),
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
            self.labels.add(goroutine.labels, count);
        }
        if let Some(minutes) = goroutine.minutes() {
            self.minutes.add(minutes, count);
        }
    }

    pub fn states(&self, tables: &Tables) -> BTreeMap<String, u64> {
        let named = |(id, count)| (tables.state(id).to_owned(), count);
        self.states.all().into_iter().map(named).collect()
    }

    pub fn labels(&self, tables: &Tables) -> BTreeMap<String, BTreeMap<String, u64>> {
        let mut sums: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for (id, count) in self.labels.all() {
            for (key, value) in tables.labels(id) {
                let by_value = sums.entry(key.as_ref().to_owned()).or_default();
                *by_value.entry(value.as_ref().to_owned()).or_default() += count;
            }
        }
        sums
    }

    /// Smallest, lower median and largest.
    pub fn wait_minutes(&self) -> Option<WaitMinutes> {
        let all = self.minutes.all();
        let members: u64 = all.values().sum();
        let mut below = 0;
        let median = all.iter().find_map(|(&minutes, &count)| {
            below += count;
            (below * 2 >= members).then_some(minutes)
        })?;
        Some(WaitMinutes {
            min: u64::from(*all.keys().next()?),
            median: u64::from(median),
            max: u64::from(*all.keys().next_back()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_lower_one() {
        let mut stats = Stats::new(1);
        for (minutes, count) in [(1, 1), (2, 1), (3, 2)] {
            stats.minutes.add(minutes, count);
        }
        let minutes = stats.wait_minutes().unwrap();
        assert_eq!((minutes.min, minutes.median, minutes.max), (1, 2, 3));
        assert!(Stats::new(1).wait_minutes().is_none());
    }
}

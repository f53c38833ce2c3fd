//! The goroutine ids of one dump, to notice the second printing of one.
//!
//! Ids are handed out to processors in blocks of 16 (Go `runtime/runtime2.go`, `goidcache`), so
//! neighbours are common and 64 of them share one entry.

use super::intern::FastMap;

/// A set of ids.
#[derive(Clone, Debug, Default)]
pub struct IdSet {
    /// Ids added.
    len: usize,
    /// One bit for each id, as far as that takes no more memory than the ids themselves.
    dense: Vec<u64>,
    /// The bits of 64 neighbours, by what they have in common: those that came too early for `dense`.
    sparse: FastMap<u64, u64>,
}

impl IdSet {
    /// Adds `id`; false when it was there.
    pub fn insert(&mut self, id: u64) -> bool {
        let (at, bit) = (id / 64, 1 << (id % 64));
        if self.sparse.get(&at).is_some_and(|block| block & bit != 0) {
            return false;
        }
        let block = match self.dense_block(at) {
            Some(block) => block,
            None => self.sparse.entry(at).or_insert(0),
        };
        let is_new = *block & bit == 0;
        *block |= bit;
        self.len += usize::from(is_new);
        is_new
    }

    fn dense_block(&mut self, at: u64) -> Option<&mut u64> {
        let at = usize::try_from(at).ok()?;
        if at >= self.dense.len() && at <= self.len + 16 {
            self.dense.resize(at + 1, 0);
        }
        self.dense.get_mut(at)
    }

    /// Whether `id` was added.
    pub fn contains(&self, id: u64) -> bool {
        let (at, bit) = (id / 64, 1 << (id % 64));
        let dense = usize::try_from(at).ok().and_then(|at| self.dense.get(at));
        let is_in = |block: Option<&u64>| block.is_some_and(|block| block & bit != 0);
        is_in(dense) || (!self.sparse.is_empty() && is_in(self.sparse.get(&at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_apart() {
        let mut ids = IdSet::default();
        assert!(ids.insert(63));
        assert!(ids.insert(64));
        assert!(!ids.insert(63));
        assert!(ids.contains(64) && !ids.contains(65) && !ids.contains(63 + 64));
        assert!(ids.insert(u64::MAX) && !ids.insert(u64::MAX));
        assert!(!ids.contains(u64::MAX - 1));
    }

    #[test]
    fn early_and_late_ids() {
        let mut ids = IdSet::default();
        assert!(ids.insert(5000));
        assert!((0..5000).all(|id| ids.insert(id)));
        assert!((0..=5000).all(|id| ids.contains(id) && !ids.insert(id)));
        assert!(!ids.contains(5001) && ids.insert(5001) && ids.contains(5001));
    }
}

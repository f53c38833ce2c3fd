//! The goroutine ids of one dump, to notice the second printing of one.
//!
//! Ids are handed out to processors in blocks of 16 (Go `runtime/runtime2.go`, `goidcache`), so
//! neighbours are common and 64 of them share one entry.

use super::intern::FastMap;

/// A set of ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct IdSet {
    blocks: FastMap<u64, u64>,
}

impl IdSet {
    /// Adds `id`; false when it was there.
    pub fn insert(&mut self, id: u64) -> bool {
        let bit = 1 << (id % 64);
        let block = self.blocks.entry(id / 64).or_insert(0);
        let is_new = *block & bit == 0;
        *block |= bit;
        is_new
    }

    /// Whether `id` was added.
    pub fn contains(&self, id: u64) -> bool {
        self.blocks
            .get(&(id / 64))
            .is_some_and(|block| block >> (id % 64) & 1 == 1)
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
        assert!(ids.insert(u64::MAX));
    }
}

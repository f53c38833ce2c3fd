//! The goroutines of a crowd, as a part of one list for all crowds.

use std::sync::Arc;

use super::http_conns::Member;
use crate::model::Goroutines;

/// Some goroutines of a dump, in its order.
#[derive(Clone, Debug, Default)]
pub(in crate::findings) struct Members {
    all: Arc<Order>,
    from: u32,
    to: u32,
}

/// All goroutines, those of one crowd after the other.
#[derive(Debug, Default)]
pub(super) struct Order {
    pub indices: Vec<u32>,
    /// How many goroutines each record stands for, by index; empty when each stands for one.
    pub counts: Vec<u64>,
}

impl Order {
    /// With the counts of `goroutines`, if there are any but 1.
    pub fn new(indices: Vec<u32>, goroutines: &Goroutines) -> Self {
        let counts = match goroutines.has_counts() {
            true => (0..goroutines.len())
                .map(|at| goroutines.count(at))
                .collect(),
            false => Vec::new(),
        };
        Order { indices, counts }
    }
}

impl Members {
    pub(super) fn new(all: &Arc<Order>, from: u32, to: u32) -> Self {
        let all = all.clone();
        Members { all, from, to }
    }

    /// Each with the number of goroutines it stands for.
    pub(in crate::findings) fn iter(&self) -> MembersIter<'_> {
        MembersIter {
            indices: self.all.indices[self.from as usize..self.to as usize].iter(),
            counts: &self.all.counts,
        }
    }
}

/// Goroutines that an analysis has put together, in eight bytes each: there may be millions.
#[derive(Clone, Debug, Default)]
pub(in crate::findings) struct MemberList(Vec<(u32, u32)>);

impl MemberList {
    /// Adds one at the end; a record stands for fewer than 2^32 goroutines.
    pub(super) fn push(&mut self, (idx, n): Member) {
        self.0.push((idx, u32::try_from(n).unwrap_or(u32::MAX)));
    }

    /// Each with the number of goroutines it stands for.
    pub(in crate::findings) fn iter(&self) -> impl ExactSizeIterator<Item = Member> + Clone {
        self.0.iter().map(|&(idx, n)| (idx, u64::from(n)))
    }

    /// Whether the goroutine is one of them; they must be in order of the dump.
    pub(super) fn has(&self, idx: u32) -> bool {
        self.0.binary_search_by_key(&idx, |it| it.0).is_ok()
    }
}

/// Iterates over [`Members`].
#[derive(Clone)]
pub(in crate::findings) struct MembersIter<'a> {
    indices: std::slice::Iter<'a, u32>,
    counts: &'a [u64],
}

impl MembersIter<'_> {
    /// Itself: members are made as they are asked for, where a list would lend its own.
    pub(in crate::findings) fn copied(self) -> Self {
        self
    }
}

impl Iterator for MembersIter<'_> {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        let idx = *self.indices.next()?;
        Some((idx, self.counts.get(idx as usize).copied().unwrap_or(1)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indices.size_hint()
    }
}

impl ExactSizeIterator for MembersIter<'_> {}

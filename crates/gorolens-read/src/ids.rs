//! Many numbers in few bytes: each as its distance from the one before.
//!
//! Goroutines of one stack often come one after the other, so most distances fit a byte or two.

use crate::bytes::{push_number, split_number};

/// Ids of goroutines, in order of input.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct GoroutineIds {
    len: usize,
    last: u64,
    /// Distances with their signs in the lowest bits, as [`push_number`] writes them.
    bytes: Vec<u8>,
}

impl GoroutineIds {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them.
    pub fn iter(&self) -> GoroutineIdsIter<'_> {
        GoroutineIdsIter {
            left: self.len,
            last: 0,
            bytes: &self.bytes,
        }
    }

    /// Adds one at the end.
    pub fn push(&mut self, id: u64) {
        let distance = id.wrapping_sub(self.last) as i64;
        push_number(&mut self.bytes, (distance << 1 ^ distance >> 63) as u64);
        self.last = id;
        self.len += 1;
    }

    /// No more will be added: gives back what memory it can. Of a few ids that is none.
    pub(crate) fn shrink(&mut self) {
        const FEW: usize = 8;
        if self.bytes.capacity() > self.bytes.len() + FEW {
            self.bytes.shrink_to_fit();
        }
    }
}

impl std::fmt::Debug for GoroutineIds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a> IntoIterator for &'a GoroutineIds {
    type Item = u64;
    type IntoIter = GoroutineIdsIter<'a>;

    fn into_iter(self) -> GoroutineIdsIter<'a> {
        self.iter()
    }
}

impl FromIterator<u64> for GoroutineIds {
    fn from_iter<I: IntoIterator<Item = u64>>(ids: I) -> Self {
        let mut all = GoroutineIds::default();
        ids.into_iter().for_each(|id| all.push(id));
        all
    }
}

impl<const N: usize> PartialEq<[u64; N]> for GoroutineIds {
    fn eq(&self, other: &[u64; N]) -> bool {
        self.iter().eq(other.iter().copied())
    }
}

/// Iterates over [`GoroutineIds`].
#[derive(Clone, Debug)]
pub struct GoroutineIdsIter<'a> {
    left: usize,
    last: u64,
    bytes: &'a [u8],
}

impl Iterator for GoroutineIdsIter<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.left = self.left.checked_sub(1)?;
        let (bits, rest) = split_number(self.bytes)?;
        self.bytes = rest;
        let distance = (bits >> 1) as i64 ^ -((bits & 1) as i64);
        self.last = self.last.wrapping_add(distance as u64);
        Some(self.last)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for GoroutineIdsIter<'_> {}

#[cfg(test)]
mod tests {
    use super::GoroutineIds;

    #[test]
    fn ids_come_back_as_they_were() {
        let all = [
            1,
            2,
            1,
            0,
            63,
            64,
            65,
            200,
            u64::MAX,
            0,
            1 << 63,
            5,
            u64::MAX / 2,
        ];
        let ids: GoroutineIds = all.into_iter().collect();
        assert_eq!(ids, all);
        assert_eq!((ids.len(), ids.iter().len()), (all.len(), all.len()));
        assert_eq!(
            format!("{:?}", [7u64, 9].into_iter().collect::<GoroutineIds>()),
            "[7, 9]"
        );
    }
}

//! A map for a few entries: a sorted list. The maps of the standard library bring several kB of code for every type
//! of key, which the page would download for a dozen of entries each.

use std::borrow::Borrow;

/// Keys and values, by key.
#[derive(Clone, Debug, PartialEq)]
pub struct Few<K, V>(Vec<(K, V)>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Few<K, V> {
        Few(Vec::new())
    }
}

impl<K: Ord, V> Few<K, V> {
    /// Where a key stands, or would.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(it, _)| it.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// Whether it has a key.
    pub fn has<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Gives a key a value; the value it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// Adds to the number of a key.
    pub fn add(&mut self, key: K, number: V)
    where
        V: std::ops::AddAssign,
    {
        match self.place(&key) {
            Ok(at) => self.0[at].1 += number,
            Err(at) => self.0.insert(at, (key, number)),
        }
    }

    /// Takes a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }
}

impl<K, V> Few<K, V> {
    /// By key.
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.0.iter()
    }

    /// By key.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Few<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Few<K, V> {
        let mut few = Few::default();
        for (key, value) in entries {
            few.insert(key, value);
        }
        few
    }
}

/// The sums of what has one key, by key.
pub fn sums<K: Ord + Copy>(counts: impl IntoIterator<Item = (K, u64)>) -> Vec<(K, u64)> {
    let mut counts: Vec<(K, u64)> = counts.into_iter().collect();
    gorolens_worker::order::sort_by(&mut counts, |a, b| a.0.cmp(&b.0));
    counts.dedup_by(|count, sum| {
        let is_same = count.0 == sum.0;
        sum.1 += if is_same { count.1 } else { 0 };
        is_same
    });
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_last_value_of_a_key_in_order() {
        let mut few: Few<&str, u8> = [("b", 1), ("a", 2), ("b", 3)].into_iter().collect();
        assert!(few.iter().eq(&[("a", 2), ("b", 3)]));
        assert_eq!((few.get("b"), few.get("c"), few.len()), (Some(&3), None, 2));
        assert_eq!(few.remove("a"), Some(2));
        assert!(!few.has("a"));
        few.add("b", 4);
        assert_eq!(few.get("b"), Some(&7));
        few.clear();
        assert!(few.is_empty());
    }

    #[test]
    fn sums_by_key() {
        assert_eq!(sums([(2, 1), (1, 5), (2, 7)]), [(1, 5), (2, 8)]);
        assert_eq!(sums::<u8>([]), []);
    }
}

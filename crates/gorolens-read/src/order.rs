//! Sorting where there is little to sort: one algorithm for all types.
//!
//! The sort of the standard library is generated anew for every type and order, several kB each time: all sorts
//! together were 65 of the 979 kB, gzipped, that the page downloaded. Here, numbers of items are sorted, and the items
//! brought into that order.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = {
        let items = &*items;
        order(items.len(), &|a, b| compare(&items[a], &items[b]))
    };
    // From each place around its circle: what belongs there is at `order[place]` now.
    for start in 0..items.len() {
        let mut place = start;
        loop {
            let from = std::mem::replace(&mut order[place], place);
            if from == start {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

/// Sorts by a key; equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The numbers below `len` in order.
fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut items: Vec<(u8, u16)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| Reverse(item.0));
            sort_by_key(&mut items, |item| Reverse(item.0));
            prop_assert_eq!(items, expected);
        }
    }
}

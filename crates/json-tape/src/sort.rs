//! One sort for items of all kinds. Knows indices, and nothing of what is sorted.

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// An index that is compared by an order.
struct Placed<'o> {
    index: u32,
    order: &'o dyn Fn(u32, u32) -> Ordering,
}

impl Ord for Placed<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.order)(self.index, other.index).then(other.index.cmp(&self.index))
    }
}

impl PartialOrd for Placed<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Placed<'_> {}

/// Sorts indices by that order, and keeps the highest of equals.
#[inline(never)]
pub fn sort_once(indices: &mut Vec<u32>, order: &dyn Fn(u32, u32) -> Ordering) {
    sort(indices, order);
    // Equals stand together, the highest first.
    indices.dedup_by(|later, kept| order(*later, *kept) == Ordering::Equal);
}

/// Sorts indices by that order; of equals, the highest first. By a heap: the standard library's sort of slices is a tenth of
/// the wasm, and what is sorted here is long only in data that is wrong.
#[inline(never)]
pub fn sort(indices: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    let heap: BinaryHeap<_> = indices.iter().map(|&index| Placed { index, order }).collect();
    for (place, placed) in indices.iter_mut().zip(heap.into_sorted_vec()) {
        *place = placed.index;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_puts_the_last_of_equals_first() {
        for count in [0u32, 1, 2, 3, 5, 8, 13, 100] {
            let key = |i: u32| i * 7919 % 31;
            let mut expected: Vec<u32> = (0..count).collect();
            let mut sorted = expected.clone();
            expected.sort_by_key(|&i| (key(i), count - i));
            sort(&mut sorted, &|a, b| key(a).cmp(&key(b)));
            assert_eq!(sorted, expected, "{count}");
            sort_once(&mut sorted, &|a, b| key(a).cmp(&key(b)));
            expected.dedup_by_key(|i| key(*i));
            assert_eq!(sorted, expected, "{count}");
        }
    }
}

//! One sort for indices of all kinds: the standard library's, compiled once for all orders.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// Sorts indices by that order, and keeps the highest of equals.
pub fn sort_once(indices: &mut Vec<u32>, order: &dyn Fn(u32, u32) -> Ordering) {
    sort(indices, order);
    // Equals stand together, the highest first.
    indices.dedup_by(|later, kept| order(*later, *kept) == Ordering::Equal);
}

/// Sorts indices by that order; of equals, the highest first.
pub fn sort(indices: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    indices.sort_unstable_by(|&a, &b| order(a, b).then(b.cmp(&a)));
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

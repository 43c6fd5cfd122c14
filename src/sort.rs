//! One sort for items of all kinds. Knows indices, and nothing of what is sorted.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// Sorts indices by that order, and keeps the highest of equals.
#[inline(never)]
pub fn sort_once(indices: &mut Vec<u32>, order: &dyn Fn(u32, u32) -> Ordering) {
    sort(indices, order);
    // Equals stand together, the highest first.
    indices.dedup_by(|later, kept| order(*later, *kept) == Ordering::Equal);
}

/// Sorts indices by that order; of equals, the highest first. Heapsort: the standard library's sorts are 3 KB of code
/// and more.
#[inline(never)]
pub fn sort(indices: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    let less = |a: u32, b: u32| order(a, b).then(b.cmp(&a)) == Ordering::Less;
    let mut heap = indices;
    let mut unordered = heap.len() / 2;
    loop {
        if unordered > 0 {
            unordered -= 1;
        } else {
            // All are in the heap: the greatest goes to the end.
            let Some((last, rest)) = heap.split_last_mut() else { return };
            let Some(first) = rest.first_mut() else { return };
            core::mem::swap(first, last);
            heap = rest;
        }
        let mut at = unordered;
        loop {
            let mut greatest = at;
            for child in [2 * at + 1, 2 * at + 2] {
                if let (Some(&a), Some(&b)) = (heap.get(greatest), heap.get(child))
                    && less(a, b)
                {
                    greatest = child;
                }
            }
            let Ok([above, below]) = heap.get_disjoint_mut([at, greatest]) else { break };
            core::mem::swap(above, below);
            at = greatest;
        }
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

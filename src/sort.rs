//! One sort for items of all kinds. Knows indices, and nothing of what is sorted.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// Sorts, and keeps the last of equal items. One sort of indices for all kinds of items: each further
/// instance of the standard library's is 3 KB of code.
#[must_use]
pub fn sorted_once<T: Clone>(items: Vec<T>, order: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let get = |index: u32| items.get(index as usize);
    let compare = |a: u32, b: u32| match (get(a), get(b)) {
        (Some(x), Some(y)) => order(x, y),
        _ => Ordering::Equal,
    };
    let mut indices: Vec<u32> = (0..).zip(&items).map(|(index, _)| index).collect();
    sort(&mut indices, &compare);
    // Equal items stand together, the last one first.
    indices.dedup_by(|later, kept| compare(*later, *kept) == Ordering::Equal);
    indices.into_iter().filter_map(get).cloned().collect()
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
    fn keeps_the_last_of_equals() {
        let items = vec![("b", 1), ("a", 2), ("b", 3), ("c", 4), ("a", 5)];
        assert_eq!(sorted_once(items, &|(a, _), (b, _)| a.cmp(b)), [("a", 5), ("b", 3), ("c", 4)]);
        for count in [0u32, 1, 2, 3, 5, 8, 13, 100] {
            let key = |i: u32| i * 7919 % 31;
            let mut expected: Vec<u32> = (0..count).collect();
            let mut sorted = expected.clone();
            expected.sort_by_key(|&i| (key(i), count - i));
            sort(&mut sorted, &|a, b| key(a).cmp(&key(b)));
            assert_eq!(sorted, expected, "{count}");
        }
    }
}

//! One sort for items of all kinds. Knows indices, and nothing of what is sorted.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// Sorts, and keeps the last of equal items. One sort of indices for all kinds of items: each further
/// instance of the standard library's is 3 KB of code.
#[must_use]
pub fn sorted_once<T: Clone>(items: Vec<T>, order: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let compare = |a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(x), Some(y)) => order(x, y),
        _ => Ordering::Equal,
    };
    let mut indices = sorted_indices(items.len(), &compare);
    // Equal items stand together, the last one first.
    indices.dedup_by(|later, kept| compare(*later, *kept) == Ordering::Equal);
    indices.into_iter().filter_map(|index| items.get(index).cloned()).collect()
}

/// The indices below `count` in that order; of equals, the highest first. Merges runs of doubling length; the
/// standard library's sorts are 3 KB of code and more.
#[must_use]
#[inline(never)]
pub fn sorted_indices(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut from: Vec<usize> = (0..count).rev().collect();
    let mut run = 1;
    while run < count {
        let mut into = Vec::with_capacity(count);
        for pair in from.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            while let (Some((&a, after_a)), Some((&b, after_b))) = (left.split_first(), right.split_first()) {
                if order(b, a) == Ordering::Less {
                    into.push(b);
                    right = after_b;
                } else {
                    into.push(a);
                    left = after_a;
                }
            }
            into.extend_from_slice(left);
            into.extend_from_slice(right);
        }
        from = into;
        run *= 2;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_last_of_equals() {
        let items = vec![("b", 1), ("a", 2), ("b", 3), ("c", 4), ("a", 5)];
        assert_eq!(sorted_once(items, &|(a, _), (b, _)| a.cmp(b)), [("a", 5), ("b", 3), ("c", 4)]);
        assert_eq!(sorted_indices(3, &|_, _| Ordering::Equal), [2, 1, 0]);
        for count in [0usize, 1, 2, 3, 5, 8, 13, 100] {
            let key = |i: usize| i * 7919 % 31;
            let mut expected: Vec<usize> = (0..count).collect();
            expected.sort_by_key(|&i| (key(i), count - i));
            assert_eq!(sorted_indices(count, &|a, b| key(a).cmp(&key(b))), expected, "{count}");
        }
    }
}

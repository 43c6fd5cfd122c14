//! One sort for items of all kinds. Knows indices, and nothing of what is sorted.

use std::cmp::Ordering;

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

/// The indices below `count` in that order; of equals, the highest first.
#[must_use]
#[inline(never)]
pub fn sorted_indices(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_unstable_by(|&a, &b| order(a, b).then_with(|| b.cmp(&a)));
    indices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_last_of_equals() {
        let items = vec![("b", 1), ("a", 2), ("b", 3), ("c", 4), ("a", 5)];
        assert_eq!(sorted_once(items, &|(a, _), (b, _)| a.cmp(b)), [("a", 5), ("b", 3), ("c", 4)]);
        assert_eq!(sorted_indices(3, &|_, _| Ordering::Equal), [2, 1, 0]);
    }
}

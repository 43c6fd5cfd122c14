//! `prefixItems`, `items`, `minItems` and `maxItems`.

use json_tape::Value;

use super::unique_items;
use crate::{ArrayKeywords, Judge};

pub(crate) fn judge(judge: &mut Judge<'_>, keywords: &'static ArrayKeywords, array: Value<'_>) {
    let mut count = 0;
    for element in array.elements() {
        if judge.findings.is_full() {
            return;
        }
        if let Some(schema) = keywords.prefix_items.get(count).copied().or(keywords.items) {
            judge.schema(schema, element);
        }
        count += 1;
    }
    if count < keywords.min_items as usize && judge.demanding {
        judge.beyond(array, "minItems", keywords.min_items);
    }
    if count > keywords.max_items as usize {
        // Duplicates in an array that is too long are reported only once it is shorter.
        judge.beyond(array, "maxItems", keywords.max_items);
    } else if keywords.unique_items {
        unique_items::judge(judge, array);
    }
}

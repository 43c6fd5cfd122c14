//! Keywords for numbers (2020-12 validation, section 6.2), compared exactly.

use json_tape::{Decimal, Value};

use super::{Judge, Param};
use crate::node::NumberKeywords;

impl<'d> Judge<'_, 'd> {
    /// Judges by `minimum` and the other bounds, `multipleOf`, and formats for numbers.
    #[inline(never)]
    pub(super) fn number(&mut self, keywords: &NumberKeywords, value: Value<'d>) -> bool {
        if !self.spend(value.span().len() / 8) {
            return false;
        }
        let number = Decimal::new(value.span());
        let mut good = true;
        for bound in &keywords.bounds {
            if (bound.beyond)(number.cmp(&Decimal::new(bound.limit.text.as_bytes()))) {
                good = self.tell(bound.keyword, &[("limit", Param::Json(&bound.limit.number))]);
            }
        }
        if let Some(divisor) = &keywords.multiple_of
            && !number.is_multiple_of(Decimal::new(divisor.text.as_bytes()))
        {
            good = self.tell("multipleOf", &[("multipleOf", Param::Json(&divisor.number))]);
        }
        if let Some((name, check)) = &keywords.format
            && !check(value.span())
        {
            good = self.tell("format", &[("format", Param::Text(name))]);
        }
        good
    }
}

//! Three-valued logic (PostgreSQL manual, 9.1 Logical Operators, 9.2 Comparison). `None` is NULL.

use super::{Error, SqlState};

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Its evaluation fails, and with it the statement.
    Error(SqlState),
    /// It needs a value that only the server knows, or one that could not be decoded.
    Unknowable,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        if error.unknowable { Self::Unknowable } else { Self::Error(error.sqlstate) }
    }
}

/// The result of evaluating a boolean expression.
pub type Outcome = Result<Option<bool>, Stop>;

/// `AND`; the right side is not evaluated if the left one is false.
///
/// # Errors
/// The error of the right side.
pub fn and(left: Option<bool>, right: impl FnOnce() -> Outcome) -> Outcome {
    if left == Some(false) {
        return Ok(left);
    }
    Ok(match right()? {
        Some(true) => left,
        Some(false) => Some(false),
        None => None,
    })
}

/// `OR`; the right side is not evaluated if the left one is true.
///
/// # Errors
/// The error of the right side.
pub fn or(left: Option<bool>, right: impl FnOnce() -> Outcome) -> Outcome {
    if left == Some(true) {
        return Ok(left);
    }
    Ok(match right()? {
        Some(false) => left,
        Some(true) => Some(true),
        None => None,
    })
}

/// `NOT`.
#[must_use]
pub fn not(value: Option<bool>) -> Option<bool> {
    value.map(|value| !value)
}

macro_rules! comparisons {
    ($($name:ident $operator:tt $doc:literal,)*) => {$(
        #[doc = $doc]
        #[must_use]
        pub fn $name<T: PartialOrd>(left: Option<T>, right: Option<T>) -> Option<bool> {
            Some(left? $operator right?)
        }
    )*};
}

comparisons! {
    eq == "`=`",
    ne != "`<>`",
    lt < "`<`",
    le <= "`<=`",
    gt > "`>`",
    ge >= "`>=`",
}

/// `num_nulls` if `nulls`, otherwise `num_nonnulls`; `are_null` says which arguments are NULL.
#[must_use]
pub fn count(are_null: &[bool], nulls: bool) -> Option<i64> {
    i64::try_from(are_null.iter().filter(|&&is_null| is_null == nulls).count()).ok()
}

/// `GREATEST`: NULLs are ignored.
#[must_use]
pub fn greatest<T: PartialOrd, const N: usize>(values: [Option<T>; N]) -> Option<T> {
    values.into_iter().flatten().reduce(|greatest, value| if value > greatest { value } else { greatest })
}

/// `LEAST`: NULLs are ignored.
#[must_use]
pub fn least<T: PartialOrd, const N: usize>(values: [Option<T>; N]) -> Option<T> {
    values.into_iter().flatten().reduce(|least, value| if value < least { value } else { least })
}

/// `IS DISTINCT FROM`, for types with their own equality: two NULLs are not distinct.
pub fn are_distinct<T>(
    left: Option<T>,
    right: Option<T>,
    equal: impl FnOnce(Option<T>, Option<T>) -> Option<bool>,
) -> bool {
    match (&left, &right) {
        (None, None) => false,
        (Some(_), Some(_)) => equal(left, right) != Some(true),
        _ => true,
    }
}

/// `NULLIF`.
#[must_use]
pub fn nullif<T: PartialEq>(left: Option<T>, right: Option<T>) -> Option<T> {
    if left == right { None } else { left }
}

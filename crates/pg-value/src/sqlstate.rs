//! The SQLSTATEs that saving a row can produce (PostgreSQL manual, Appendix A). This is the only table of them: the
//! compiler derives those in the documentation and in TypeScript from it.

macro_rules! sqlstates {
    ($($variant:ident $code:literal $condition:literal,)*) => {
        /// A PostgreSQL error code that judging a row can give.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SqlState {
            $(#[doc = concat!("`", $code, "`: ", $condition)] $variant,)*
        }

        impl SqlState {
            /// All codes that judging a row can give.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The five characters.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The condition name.
            #[must_use]
            pub const fn condition(self) -> &'static str {
                match self { $(Self::$variant => $condition,)* }
            }
        }
    };
}

sqlstates! {
    FeatureNotSupported "0A000" "feature_not_supported",
    StringDataRightTruncation "22001" "string_data_right_truncation",
    NumericValueOutOfRange "22003" "numeric_value_out_of_range",
    InvalidDatetimeFormat "22007" "invalid_datetime_format",
    DatetimeFieldOverflow "22008" "datetime_field_overflow",
    InvalidTimeZoneDisplacementValue "22009" "invalid_time_zone_displacement_value",
    SubstringError "22011" "substring_error",
    DivisionByZero "22012" "division_by_zero",
    InvalidParameterValue "22023" "invalid_parameter_value",
    InvalidTextRepresentation "22P02" "invalid_text_representation",
    UntranslatableCharacter "22P05" "untranslatable_character",
    ArraySubscriptError "2202E" "array_subscript_error",
    NotNullViolation "23502" "not_null_violation",
    CheckViolation "23514" "check_violation",
    GeneratedAlways "428C9" "generated_always",
    ProgramLimitExceeded "54000" "program_limit_exceeded",
    StatementTooComplex "54001" "statement_too_complex",
}

/// Codes and condition names that only a server can return: they cannot be predicted from the row.
pub const ONLY_THE_SERVER_KNOWS: &[(&str, &str)] = &[
    ("21000", "cardinality_violation"),
    ("23503", "foreign_key_violation"),
    ("23505", "unique_violation"),
    ("23P01", "exclusion_violation"),
    ("25006", "read_only_sql_transaction"),
    ("40001", "serialization_failure"),
    ("40P01", "deadlock_detected"),
    ("42501", "insufficient_privilege"),
    ("57014", "query_canceled"),
    ("P0001", "raise_exception"),
];

/// Every code that saving can produce with its condition name, sorted by code.
#[must_use]
pub fn conditions() -> alloc::vec::Vec<(&'static str, &'static str)> {
    let own = SqlState::ALL.iter().map(|state| (state.as_str(), state.condition()));
    let mut all: alloc::vec::Vec<_> = own.chain(ONLY_THE_SERVER_KNOWS.iter().copied()).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_listed_once_and_has_five_characters() {
        let all = conditions();
        assert_eq!(all.len(), SqlState::ALL.len() + ONLY_THE_SERVER_KNOWS.len());
        assert!(all.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0)));
        assert!(all.iter().all(|(code, condition)| code.len() == 5 && condition.contains('_')));
    }
}

//! The SQLSTATEs that a row can meet (PostgreSQL manual, Appendix A).

macro_rules! sqlstates {
    ($($variant:ident $code:literal $condition:literal,)*) => {
        /// An error code of PostgreSQL.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SqlState {
            $(#[doc = $condition] $variant,)*
        }

        impl SqlState {
            /// All that a row can meet.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The five characters.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                const CODES: &str = concat!($($code),*);
                let begin = self as usize * 5;
                CODES.get(begin..begin + 5).unwrap_or_default()
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

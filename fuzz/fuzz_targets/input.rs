//! Any text for the input function of every type: never a panic.
#![no_main]

use std::borrow::Cow;

use event_wizard_validator::format;
use event_wizard_validator::pg::Type;
use libfuzzer_sys::fuzz_target;

const TYPES: [Type; 13] = [
    Type::Boolean,
    Type::SmallInt,
    Type::Integer,
    Type::BigInt,
    Type::Numeric(None),
    Type::Numeric(Some((5, 2))),
    Type::Text,
    Type::Varchar(Some(3)),
    Type::Uuid,
    Type::Date,
    Type::Timestamptz,
    Type::TextArray,
    Type::Jsonb,
];

fuzz_target!(|text: &str| {
    for ty in TYPES {
        let _ = ty.input(Cow::Borrowed(text.as_bytes()));
    }
    for format in [
        format::date,
        format::date_time,
        format::e164,
        format::email,
        format::iana_time_zone,
        format::idn_email,
        format::language_tag,
        format::multi_line_text,
        format::single_line_text,
        format::time,
        format::uri,
        format::uuid,
        format::web_address,
    ] {
        format(text.as_bytes());
    }
});

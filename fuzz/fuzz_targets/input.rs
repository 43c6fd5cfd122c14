//! Any text for the input function of every type: there must be no panic.
#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use pg_value::Type;

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
        json_format::date,
        json_format::date_time,
        json_format::e164,
        json_format::email,
        json_format::iana_time_zone,
        json_format::idn_email,
        json_format::language_tag,
        json_format::multi_line_text,
        json_format::single_line_text,
        json_format::time,
        json_format::uri,
        json_format::uuid,
        json_format::web_address,
    ] {
        format(text.as_bytes());
    }
});

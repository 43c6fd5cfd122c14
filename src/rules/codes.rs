//! The code of every rule, what it asks for, and which params its issue has. The compiler reads this file for the types and
//! the docs.

use crate::lifecycle::{KNOWN_STATUS, STATUS_TRANSITION};

/// The code of every rule, with what it asks for. Transitions are in [`crate::lifecycle`].
pub static CODES: &[(&str, &str)] = &[
    (EMAIL_DOMAIN, "the contact e-mail's domain, if it is a name, has a point, and a top level that is no number"),
    (TIME_IN_RANGE, "times are in years in which there are events"),
    (OFFSET_IN_RANGE, "offsets from UTC are among those that clocks on Earth have"),
    (OFFSET_OF_TIME_ZONE, "the event's times have the offset that its time zone has then"),
    (LOCAL_TIME_EXISTS, "the event's times are none that its time zone's clocks leap over"),
    (EVENT_END_AFTER_START, "the event ends after it starts"),
    (EVENT_DURATION, "the event lasts no longer than some years"),
    (DOORS_BEFORE_START, "the doors open no later than the event starts"),
    (TAG_ONCE, "tags differ by more than case and blanks"),
    (SALES_END_AFTER_START, "a tier's sales end after they start"),
    (SALES_START_BEFORE_EVENT_END, "a tier's sales start before the event ends"),
    (SALES_END_BY_EVENT_END, "a tier's sales end when the event ends, at the latest"),
    (MINIMUM_WITHIN_MAXIMUM_PER_ORDER, "a tier's minimum per order is not above its maximum"),
    (MINIMUM_PER_ORDER_WITHIN_QUANTITY, "a tier's minimum per order is not above its quantity"),
    (MINIMUM_PRICE_WITHIN_PRICE, "the least amount of a donation is not above the one suggested"),
    (TIER_NAME_ONCE, "tiers' names differ by more than case and blanks"),
    (QUANTITY_WITHIN_CAPACITY, "no tier has more tickets than the event has room"),
    (
        QUANTITIES_WITHIN_CAPACITY,
        "all tiers together have no more tickets than the event has room, unless they share it",
    ),
    (ATTENDANCE_MODE_AGREES, "the venue's attendance mode is the event's"),
    (PROVIDER_TAKES_PAYMENTS, "where a tier is paid or a donation, a provider takes payments"),
    (ACCOUNT_ID_SECRET, "the account id is no secret key and no card number"),
    (STRIPE_ACCOUNT_ID, "a Stripe account's id begins with acct_"),
    (STRIPE_CURRENCY, "tickets paid through Stripe are in a currency that it takes"),
    (STRIPE_MINIMUM_CHARGE, "prices are not below Stripe's minimum charge"),
    (STRIPE_MAXIMUM_CHARGE, "prices are not above Stripe's maximum charge"),
    (STRIPE_THREE_DECIMAL_CURRENCY, "in currencies of three decimals, Stripe's amounts end in 0"),
    (STATEMENT_DESCRIPTOR_CHARACTERS, "the statement descriptor has a letter, and Stripe's characters only"),
    (STAGE_HAS_DATA, "a stage that is named in completed_stages has data"),
    (KNOWN_STAGE, "current_stage and completed_stages name stages of the wizard"),
    (COMPLETED_STAGE_ONCE, "completed_stages names no stage twice"),
    (COMPLETION_PERCENTAGE_AGREES, "completion_percentage is the share of the stages completed"),
    (ALL_STAGES_COMPLETED, "a session in a finished status has every stage completed"),
    (KNOWN_STATUS, "checkTransition is asked about statuses of the wizard"),
    (STATUS_TRANSITION, "the status may follow the one that is stored"),
];

/// Those that advise only: what they speak of may be meant so.
pub const ADVICE: &[&str] = &[QUANTITIES_WITHIN_CAPACITY];

/// At the e-mail; no params.
pub const EMAIL_DOMAIN: &str = "email_domain";
/// At the time; params `earliest` and `latest`, years.
pub const TIME_IN_RANGE: &str = "time_in_range";
/// At the time; params `minimum`, `maximum`, such as +14:00.
pub const OFFSET_IN_RANGE: &str = "offset_in_range";
/// At the time; params `time_zone`, `offset` (the one that is written) and `expected`, such as +01:00.
pub const OFFSET_OF_TIME_ZONE: &str = "offset_of_time_zone";
/// At the time; params `time_zone`.
pub const LOCAL_TIME_EXISTS: &str = "local_time_exists";
/// At the end; params `starts_at`.
pub const EVENT_END_AFTER_START: &str = "event_end_after_start";
/// At the end; params `starts_at`, `years` (the most).
pub const EVENT_DURATION: &str = "event_duration";
/// At the time of the doors; params `starts_at`.
pub const DOORS_BEFORE_START: &str = "doors_before_start";
/// At the later tag; params `tag`.
pub const TAG_ONCE: &str = "tag_once";
/// At the end; params `tier` (its name), `sales_start_at`.
pub const SALES_END_AFTER_START: &str = "sales_end_after_start";
/// At the start; params `tier`, `ends_at`.
pub const SALES_START_BEFORE_EVENT_END: &str = "sales_start_before_event_end";
/// At the end; params `tier`, `ends_at`.
pub const SALES_END_BY_EVENT_END: &str = "sales_end_by_event_end";
/// At the minimum; params `tier`, `minimum`, `maximum`.
pub const MINIMUM_WITHIN_MAXIMUM_PER_ORDER: &str = "minimum_within_maximum_per_order";
/// At the minimum; params `tier`, `minimum`, `quantity`.
pub const MINIMUM_PER_ORDER_WITHIN_QUANTITY: &str = "minimum_per_order_within_quantity";
/// At the least amount; params `tier`, `minimum`, `price`, both in minor units.
pub const MINIMUM_PRICE_WITHIN_PRICE: &str = "minimum_price_within_price";
/// At the later tier's name; params `name`, that of the earlier one.
pub const TIER_NAME_ONCE: &str = "tier_name_once";
/// At the quantity; params `tier`, `quantity`, `capacity`.
pub const QUANTITY_WITHIN_CAPACITY: &str = "quantity_within_capacity";
/// At the tiers, as advice; params `quantity` (of all), `capacity`.
pub const QUANTITIES_WITHIN_CAPACITY: &str = "quantities_within_capacity";
/// At the venue's mode; params `event`, `venue`.
pub const ATTENDANCE_MODE_AGREES: &str = "attendance_mode_agrees";
/// At the provider; params `tier`.
pub const PROVIDER_TAKES_PAYMENTS: &str = "provider_takes_payments";
/// At the account id, which is never repeated; no params.
pub const ACCOUNT_ID_SECRET: &str = "account_id_secret";
/// At the account id; no params.
pub const STRIPE_ACCOUNT_ID: &str = "stripe_account_id";
/// At the tickets' currency; params `currency`.
pub const STRIPE_CURRENCY: &str = "stripe_currency";
/// At the amount; params `tier`, `currency`, `limit` in minor units.
pub const STRIPE_MINIMUM_CHARGE: &str = "stripe_minimum_charge";
/// At the amount; params `tier`, `currency`, `limit` in minor units.
pub const STRIPE_MAXIMUM_CHARGE: &str = "stripe_maximum_charge";
/// At the amount; params `tier`, `currency`.
pub const STRIPE_THREE_DECIMAL_CURRENCY: &str = "stripe_three_decimal_currency";
/// At the descriptor; no params.
pub const STATEMENT_DESCRIPTOR_CHARACTERS: &str = "statement_descriptor_characters";
/// At the stage's column, which is missing; no params.
pub const STAGE_HAS_DATA: &str = "stage_has_data";
/// At the name; params `stage`, `allowed`.
pub const KNOWN_STAGE: &str = "known_stage";
/// At the later name; params `stage`.
pub const COMPLETED_STAGE_ONCE: &str = "completed_stage_once";
/// At the percentage; params `expected`, `actual`.
pub const COMPLETION_PERCENTAGE_AGREES: &str = "completion_percentage_agrees";
/// At the status; params `status`, `completed` and `stages`, both counts.
pub const ALL_STAGES_COMPLETED: &str = "all_stages_completed";

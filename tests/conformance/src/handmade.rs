//! Stands in for the tables that the compiler makes of `schemas/migrations`, until it does; then this file goes.

use event_wizard_validator::issue::Param;
use event_wizard_validator::pg::Type;
use event_wizard_validator::pg::logic::Outcome;
use event_wizard_validator::row::{Check, Column, Default as D, Row, Table};
const fn c(name: &'static str, ty: Type, not_null: bool, default: D) -> Column {
    Column { name, ty, not_null, default, set_on_insert: false, set_on_update: false }
}
fn pct(row: &Row<'_>) -> Outcome {
    Ok(row.integer(12)?.map(|v| (0..=100).contains(&v)))
}
fn status(row: &Row<'_>) -> Outcome {
    Ok(row.text(11)?.map(|v| ["draft", "active", "completed", "published", "abandoned"].contains(&&*v)))
}
static E: &[(&str, Param)] = &[];
const V50: Type = Type::Varchar(Some(50));
const V255: Type = Type::Varchar(Some(255));
static S: Table = Table {
    name: "wizard_sessions",
    columns: &[
        c("id", Type::Uuid, true, D::Server),                            // 0
        c("user_id", Type::Uuid, false, D::Null),                        // 1
        c("session_id", V255, true, D::Null),                            // 2
        c("current_stage", V50, true, D::Literal("organizerSetup")),     // 3
        c("completed_stages", Type::TextArray, false, D::Literal("{}")), // 4
        c("organizer_data", Type::Jsonb, false, D::Unknowable),          // 5
        c("event_data", Type::Jsonb, false, D::Unknowable),
        c("ticket_data", Type::Jsonb, false, D::Unknowable),
        c("venue_data", Type::Jsonb, false, D::Unknowable),
        c("payment_data", Type::Jsonb, false, D::Unknowable), // 9
        c("event_id", Type::Uuid, false, D::Null),            // 10
        c("status", V50, false, D::Literal("draft")),         // 11
        c("completion_percentage", Type::Integer, false, D::Literal("0")), // 12
        c("created_at", Type::Timestamptz, false, D::Server),
        c("updated_at", Type::Timestamptz, false, D::Server),
        c("last_interaction", Type::Timestamptz, false, D::Server),
        c("published_at", Type::Timestamptz, false, D::Null), // 16
    ],
    alphabetical: &[4, 12, 13, 3, 6, 10, 0, 15, 5, 9, 16, 2, 11, 7, 14, 1, 8],
    checks: &[
        Check { name: "valid_percentage", holds: pct, columns: &[12], params: E },
        Check { name: "valid_status", holds: status, columns: &[11], params: E },
    ],
};
static A: Table = Table {
    name: "wizard_actions",
    columns: &[
        c("id", Type::Uuid, true, D::Server),
        c("session_id", V255, false, D::Null),
        c("action_name", Type::Varchar(Some(100)), true, D::Null),
        c("action_data", Type::Jsonb, false, D::Unknowable),
        c("response_time_ms", Type::Integer, false, D::Null),
        c("created_at", Type::Timestamptz, false, D::Server),
    ],
    alphabetical: &[3, 2, 5, 0, 4, 1],
    checks: &[],
};

pub static TABLES: [&Table; 2] = [&S, &A];

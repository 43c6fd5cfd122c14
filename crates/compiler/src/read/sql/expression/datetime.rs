//! Fields of dates and timestamps.

use sqlparser::ast::{DateTimeField, Expr};

use super::{Scope, Typed, folded, refused, unsupported};
use crate::model::expression::{Field, Function, Node, Scalar};

impl Scope<'_> {
    /// `extract(field FROM value)`, for the fields that are whole numbers.
    pub(super) fn extract(&self, field: &DateTimeField, inner: &Expr, expr: &Expr) -> Typed {
        let value = self.read(inner)?;
        let field = match field {
            DateTimeField::Year => Field::Year,
            DateTimeField::Quarter => Field::Quarter,
            DateTimeField::Month => Field::Month,
            DateTimeField::Day => Field::Day,
            DateTimeField::Dow => Field::DayOfWeek,
            DateTimeField::Isodow => Field::IsoDayOfWeek,
            DateTimeField::Doy => Field::DayOfYear,
            DateTimeField::Hour => Field::Hour,
            DateTimeField::Minute => Field::Minute,
            _ => return Err(unsupported(expr)),
        };
        match (value.ty, field) {
            // A date has no time of day (0A000).
            (Scalar::Date, Field::Hour | Field::Minute) => Err(unsupported(expr)),
            (Scalar::Date | Scalar::Timestamp, _) => {
                folded(Scalar::Numeric, Node::Call(Function::Extract(field), vec![value]), expr)
            }
            (Scalar::Timestamptz, _) => Err(refused(expr, " depends on the time zone of the session")),
            _ => Err(unsupported(expr)),
        }
    }
}

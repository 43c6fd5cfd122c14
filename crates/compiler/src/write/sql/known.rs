//! All the SQL that would be written for stages and transitions as they are now, with what it means, so that the reader of
//! migrations knows it when it meets it.

use super::stage::stage_function;
use super::transitions;
use crate::model::expression::Stage;
use crate::model::known::{Known, KnownFunction, Meaning};
use crate::model::lifecycle::Lifecycle;
use crate::model::source::StageSource;

/// What there is for this lifecycle and the schemas of its stages. A stage that cannot be written in SQL has no function,
/// and neither has one without a column.
#[must_use]
pub fn known(lifecycle: &Lifecycle, stages: &[StageSource]) -> Known {
    let mut known = Known::default();
    let function = |sql: &str, meaning| KnownFunction { sql: sql.to_owned(), meaning };
    for (number, (stage, source)) in lifecycle.stages.iter().zip(stages).enumerate() {
        let Ok(written) = stage_function(stage, &source.schema) else { continue };
        let meaning =
            Meaning::Stage { stage: Stage { name: stage.stage.clone(), number }, column: stage.column.clone() };
        known.functions.push(function(&written.function.statement, meaning));
        known.functions.extend(written.formats.iter().map(|format| function(&format.statement, Meaning::Part)));
    }
    known.functions.push(function(&transitions::function(lifecycle), Meaning::Transitions));
    known.triggers = vec![transitions::triggers(lifecycle)];
    known.lifecycle = Some(lifecycle.clone());
    known
}

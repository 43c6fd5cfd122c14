//! The lifecycle → a Rust static that the runtime reads. Knows Rust's spelling, but no rules.

use std::fmt::Write;

use crate::model::lifecycle::{Lifecycle, MAX_STAGES};
use crate::write::rust::stage::name_list;

/// A list in the runtime's form; names of stages and statuses are short.
fn list(names: &[impl AsRef<str>]) -> String {
    name_list(names).unwrap_or_else(|| "&::json_tape::Names::NONE".to_owned())
}

/// The text of `pub static LIFECYCLE`.
#[must_use]
pub fn write(lifecycle: &Lifecycle) -> String {
    let mut out = String::new();
    let path = "::event_wizard_validator::lifecycle";
    let stages: Vec<&str> = lifecycle.stages.iter().map(|stage| stage.stage.as_str()).collect();
    // In the order of `Lifecycle::columns`.
    let own = [
        &lifecycle.current_stage_column,
        &lifecycle.completed_stages_column,
        &lifecycle.status_column,
        &lifecycle.completion_percentage_column,
    ];
    let columns: Vec<&String> = own.into_iter().chain(lifecycle.stages.iter().map(|stage| &stage.column)).collect();
    let statuses: Vec<&str> = lifecycle.transitions.iter().map(|(from, _)| from.as_str()).collect();
    let following: Vec<String> = lifecycle.transitions.iter().map(|(_, next)| list(next)).collect();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "/// Most stages that a lifecycle may have: a bit each in sets of them.");
    let _ = writeln!(out, "pub const MAX_STAGES: usize = {MAX_STAGES};\n");
    let _ = writeln!(out, "/// What `schemas/lifecycle.json` says.");
    let _ = writeln!(out, "pub static LIFECYCLE: {path}::Lifecycle = {path}::Lifecycle {{");
    let _ = writeln!(out, "    table: {:?},", lifecycle.table);
    let _ = writeln!(out, "    stages: {},", list(&stages));
    let _ = writeln!(out, "    columns: {},", list(&columns));
    let _ = writeln!(out, "    statuses: {},", list(&statuses));
    let _ = writeln!(out, "    initial: {},", list(&lifecycle.initial));
    let _ = writeln!(out, "    finished: {},", list(&lifecycle.finished));
    let _ = writeln!(out, "    following: &[{}],", following.join(", "));
    let _ = writeln!(out, "}};");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lifecycle::Stage;

    #[test]
    fn writes_a_static() {
        let lifecycle = Lifecycle {
            table: "visits".to_owned(),
            stages: vec![Stage { stage: "arrive".to_owned(), column: "arrival".to_owned(), schema: "a".to_owned() }],
            current_stage_column: "now".to_owned(),
            completed_stages_column: "done".to_owned(),
            completion_percentage_column: "percent".to_owned(),
            status_column: "state".to_owned(),
            initial: vec!["in".to_owned()],
            finished: vec!["left".to_owned()],
            transitions: vec![("in".to_owned(), vec!["left".to_owned()]), ("left".to_owned(), vec![])],
        };
        let expected = r#"/// Most stages that a lifecycle may have: a bit each in sets of them.
pub const MAX_STAGES: usize = 8;

/// What `schemas/lifecycle.json` says.
pub static LIFECYCLE: ::event_wizard_validator::lifecycle::Lifecycle = ::event_wizard_validator::lifecycle::Lifecycle {
    table: "visits",
    stages: ::json_tape::names!["arrive"],
    columns: ::json_tape::names!["now", "done", "state", "percent", "arrival"],
    statuses: ::json_tape::names!["in", "left"],
    initial: ::json_tape::names!["in"],
    finished: ::json_tape::names!["left"],
    following: &[::json_tape::names!["left"], ::json_tape::names![]],
};
"#;
        assert_eq!(write(&lifecycle), expected);
    }
}

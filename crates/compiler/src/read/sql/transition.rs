//! The triggers that the compiler writes for transitions of the status, as conditions on a row. Knows the lifecycle, and
//! that such a trigger lets NULL and unknown statuses pass, which NOT NULL and a CHECK refuse.

use super::trigger::Trigger;
use crate::model::expression::{Expression, Literal, Node, Scalar};
use crate::model::lifecycle::Lifecycle;
use crate::model::table::{Check, Table};

/// The name by which the triggers' error tells its rule.
pub const CONSTRAINT: &str = "status_transition";

/// The column by which the trigger looks for a row that exists already, and spares it.
const KEY: &str = "session_id";

/// Adds what a trigger refuses to its table.
pub fn judged_by(trigger: &Trigger, lifecycle: &Lifecycle, table: &mut Table) {
    let check = |expression: Expression, sql: String| Check {
        name: CONSTRAINT.to_owned(),
        origin: trigger.note.origin.clone(),
        comment: None,
        sql,
        columns: expression.columns(),
        expression,
    };
    table.judging_triggers.push(trigger.note.name.clone());
    if trigger.on_insert {
        let mut begins = check(starts(lifecycle), starts_sql(lifecycle));
        table.before_insert.push(begins.clone());
        if table.columns.iter().any(|column| column.name == KEY) {
            let key = Box::new(Expression::new(Scalar::Text, Node::Column(KEY.to_owned())));
            let may_exist = boolean(Node::IsNull(false, key));
            begins.expression = boolean(Node::Or(vec![may_exist, begins.expression]));
            table.before_upsert.push(begins);
        }
    }
    if trigger.on_update {
        table.before_update.push(check(follows(lifecycle), follows_sql(lifecycle)));
    }
}

fn boolean(node: Node) -> Expression {
    Expression::new(Scalar::Boolean, node)
}

fn is_one_of<'s>(status: Node, names: impl Iterator<Item = &'s String>) -> Expression {
    let names = names.map(|name| Literal::Text(name.clone())).collect();
    boolean(Node::EqAny(Box::new(Expression::new(Scalar::Text, status)), names))
}

/// What holds for a new row.
fn starts(lifecycle: &Lifecycle) -> Expression {
    let status = || Node::Column(lifecycle.status_column.clone());
    let unknown = Node::Not(Box::new(is_one_of(status(), known(lifecycle))));
    boolean(Node::Or(vec![boolean(unknown), is_one_of(status(), lifecycle.initial.iter())]))
}

/// What holds for a row that is changed.
fn follows(lifecycle: &Lifecycle) -> Expression {
    let status = || Node::Column(lifecycle.status_column.clone());
    let old = || Node::Old(lifecycle.status_column.clone());
    let text = |node| Box::new(Expression::new(Scalar::Text, node));
    let stays = Node::Distinct(false, text(old()), text(status()));
    let unknown = Node::Not(Box::new(is_one_of(status(), known(lifecycle))));
    // A row of old may have no status yet.
    let was_null = Node::IsNull(true, text(old()));
    let mut all = vec![boolean(stays), boolean(unknown), boolean(was_null)];
    for (from, to) in &lifecycle.transitions {
        if !to.is_empty() {
            all.push(boolean(Node::And(vec![is_one_of(old(), std::iter::once(from)), is_one_of(status(), to.iter())])));
        }
    }
    boolean(Node::Or(all))
}

fn known(lifecycle: &Lifecycle) -> impl Iterator<Item = &String> {
    lifecycle.transitions.iter().map(|(from, _)| from)
}

fn quoted<'s>(names: impl IntoIterator<Item = &'s String>) -> String {
    names.into_iter().map(|name| format!("'{}'", name.replace('\'', "''"))).collect::<Vec<_>>().join(", ")
}

fn starts_sql(lifecycle: &Lifecycle) -> String {
    format!("{} IN ({})", lifecycle.status_column, quoted(&lifecycle.initial))
}

fn follows_sql(lifecycle: &Lifecycle) -> String {
    let status = &lifecycle.status_column;
    let each = lifecycle.transitions.iter().filter(|(_, to)| !to.is_empty());
    let each =
        each.map(|(from, to)| format!("(OLD.{status} = {} AND NEW.{status} IN ({}))", quoted([from]), quoted(to)));
    each.collect::<Vec<_>>().join(" OR ")
}

//! Calls of the functions that the compiler writes for the stages: whether a document meets a stage's schema. Knows when
//! such a call can be mirrored; what the function does is the schema's matter.

use sqlparser::ast::{Expr, Function as Call};

use super::{Scope, Typed, refused};
use crate::model::expression::{Expression, Node, Scalar, Stage};
use crate::model::known::Meaning;
use crate::read::sql::function::UserFunction;

impl Scope<'_> {
    /// A call of a function of a document and a condition.
    pub(super) fn document(&self, function: &UserFunction, call: &Call, expr: &Expr) -> Typed {
        let name = &function.name;
        let fails = |why: &str| refused(expr, &format!(" is not supported in a CHECK: `{name}` {why}"));
        let arguments = <[Expression; 2]>::try_from(self.arguments(call, expr)?);
        let [document, complete] = arguments.map_err(|_| fails("has another number of parameters"))?;
        let complete = self.coerce(complete, Scalar::Boolean, expr)?;
        let column = match &document.node {
            Node::Column(column) if document.ty == Scalar::Jsonb => column,
            _ => return Err(fails("is called for something else than a column of type jsonb")),
        };
        if !self.inside.is_empty() {
            return Err(fails("is called by another function"));
        }
        self.called.borrow_mut().push(function.id);
        let functions = &self.catalogue.functions;
        let stage = match functions.meaning(function) {
            Some(Meaning::Stage { stage, column: of }) => {
                if of != column {
                    return Err(fails(&format!("is for the column `{of}`")));
                }
                stage.clone()
            }
            // The CHECK may be dropped, or the function replaced, before the migrations end.
            _ if !functions.are_final => Stage { name: String::new(), number: 0 },
            Some(Meaning::Part | Meaning::Transitions) | None => {
                let why = match &function.definition {
                    Err(error) => error.message.clone(),
                    Ok(_) => String::new(),
                };
                return Err(fails(&format!(
                    "cannot be read: {why}. It is also not what the compiler writes for a stage as it is now (`make stage-migrations`)"
                )));
            }
        };
        let node = Node::Document(stage, Box::new(document), Box::new(complete));
        Ok(Expression::new(Scalar::Boolean, node))
    }
}

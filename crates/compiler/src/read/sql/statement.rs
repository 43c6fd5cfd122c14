//! What a statement does, by its kind. Knows the kinds; what each does is in other files.

use super::cursor::Cursor;
use super::kinds::{Action, Kind, head};
use super::reader::{Done, Reader};
use crate::error::Error;

impl Reader {
    /// Reads a statement.
    pub(super) fn statement(&mut self, whole: Cursor<'_>) -> Done {
        let Some(head) = head(whole) else {
            let what = format!("`{}` is no statement of PostgreSQL's", whole.beginning());
            return Err(Error::syntax(what).of(whole.beginning()));
        };
        let rest = head.rest;
        let kind = match head.action {
            Action::Read(kind) => kind,
            Action::Harmless(reason) => {
                self.ignore(whole, reason);
                return Ok(());
            }
            Action::Refused(reason) => {
                let what = format!("`{}` is not supported: {reason}", whole.beginning());
                return Err(Error::unsupported(what).of(whole.beginning()));
            }
        };
        match kind {
            Kind::AlterDomain => self.alter_domain(whole, rest),
            Kind::AlterFunction => self.alter_function(whole, rest),
            Kind::AlterIndex => self.alter_index(whole, rest),
            Kind::AlterRelation => self.alter_relation(whole, rest),
            Kind::AlterRole => self.alter_role(whole, rest),
            Kind::AlterSchema => self.alter_schema(whole, rest),
            Kind::AlterTable => self.alter_table(whole, &head),
            Kind::AlterTrigger => self.alter_trigger(whole, rest),
            Kind::AlterType => self.alter_type(whole, rest),
            Kind::Begin | Kind::Commit | Kind::Rollback => {
                self.in_transaction = kind == Kind::Begin;
                if !self.in_transaction {
                    self.path.end_transaction();
                }
                self.ignore(whole, "what a transaction holds is read statement by statement");
                Ok(())
            }
            Kind::Savepoint | Kind::ReleaseSavepoint => {
                self.ignore(whole, "what a transaction holds is read statement by statement");
                Ok(())
            }
            Kind::Comment => self.comment(whole, rest),
            Kind::CreateDomain => self.create_domain(rest),
            Kind::CreateEventTrigger => self.create_event_trigger(whole, rest),
            Kind::CreateForeignTable | Kind::CreateSequence | Kind::CreateView => self.create_other(whole, &head),
            Kind::CreateFunction => self.create_function(whole, rest),
            Kind::CreateIndex => self.create_index(whole, rest),
            Kind::CreatePolicy => self.create_policy(whole, rest),
            Kind::CreateRule => self.create_rule(whole, rest),
            Kind::CreateSchema => self.create_schema(whole, rest),
            Kind::CreateTable => self.create_table(whole, &head),
            Kind::CreateTrigger => self.create_trigger(whole, head.or_replace, rest),
            Kind::CreateType => self.create_type(rest),
            Kind::Data => self.data(whole),
            Kind::Discard | Kind::Reset => self.reset(whole, rest),
            Kind::Do => self.do_block(whole, rest),
            Kind::DropExtension => self.drop_extension(whole, rest),
            Kind::DropFunction => self.drop_function(whole, rest),
            Kind::DropIndex => self.drop_index(whole, rest),
            Kind::DropPolicy => self.drop_policy(whole, rest),
            Kind::DropRelation => self.drop_relation(whole, rest),
            Kind::DropSchema => self.drop_schema(whole, rest),
            Kind::DropTable => self.drop_tables(whole, rest),
            Kind::DropTrigger => self.drop_trigger(whole, rest),
            Kind::DropType => self.drop_types(rest),
            Kind::Execute => self.execute_prepared(whole, rest),
            Kind::Prepare => self.prepare(whole, rest),
            Kind::Select => self.select(whole),
            Kind::Set => self.set(whole, rest),
        }
    }
}

//! The migrations, in order → [`Database`]: what each statement does to the tables. A statement about a mirrored table
//! that is not understood is an error that names the file and the construct. One file for each kind of statement.

mod alter;
mod column;
mod constraint;
mod default;
mod expression;
mod generated;
mod literal;
mod names;
<<<<<<< HEAD
mod spelling;
=======
mod parse;
mod reader;
mod statement;
mod table;
>>>>>>> main
mod trigger;
mod types;

use crate::error::{Error, Result};
use crate::model::table::Database;
use names::identifier;
use parse::{position, start};
use reader::{Reader, not_supported, one_line};
pub use trigger::assignments as clock_columns;

/// Applies the migrations in the order given, and goes on after an error: what is understood, and all that is not.
#[must_use]
pub fn read_all(migrations: &[(String, String)]) -> (Database, Vec<Error>) {
    let mut reader = Reader::default();
    for (file, text) in migrations {
        reader.migration(file, text);
    }
    reader.finish()
}

/// Applies the migrations in the order given: (file name, text).
///
/// # Errors
/// What is not supported, with the file, the position, and the table or constraint.
pub fn read(migrations: &[(String, String)]) -> Result<Database> {
<<<<<<< HEAD
    let mut reader = Reader::default();
    for (file, text) in migrations {
        reader.migration(file, text).map_err(|error| error.in_file(file))?;
    }
    reader.finish()
}

fn parse(tokens: &[TokenWithSpan]) -> Result<Statement> {
    let mut parser = Parser::new(&PostgreSqlDialect {}).with_tokens_with_locations(spelling::known(tokens));
    let statement = parser.parse_statement().map_err(|error| parser_error(&error))?;
    match parser.next_token() {
        TokenWithSpan { token: Token::EOF, .. } => Ok(statement),
        rest => Err(Error::syntax(format!("`{rest}` cannot be read")).of(&rest).at(start(rest.span))),
    }
}

/// The parser has its position in its text alone.
fn parser_error(error: &ParserError) -> Error {
    let text = error.to_string();
    let (message, position) = match text.split_once(" at Line: ") {
        Some((message, position)) => (message, position.split_once(", Column: ")),
        None => (text.as_str(), None),
    };
    let number = |text: &str| text.trim().parse().ok();
    let position = position.and_then(|(line, column)| Some(Position { line: number(line)?, column: number(column)? }));
    Error::syntax(message).at(position)
}

/// Where something begins; the parser does not keep it of everything.
fn position(of: &impl Spanned) -> Option<Position> {
    start(of.span())
}

fn start(span: Span) -> Option<Position> {
    let Location { line, column } = span.start;
    (line > 0).then_some(Position { line, column })
}

#[derive(Default)]
struct Reader {
    database: Database,
    functions: Vec<trigger::Function>,
    triggers: Vec<trigger::Trigger>,
}

type Done = Result<()>;

/// A name as PostgreSQL folds it (manual, 4.1.1 Identifiers and Key Words).
fn identifier(name: &Ident) -> String {
    if name.quote_style.is_some() { name.value.clone() } else { name.value.to_lowercase() }
}

/// The name of a table that is mirrored: one in the schema `public`, which may be left out.
fn mirrored(name: &ObjectName) -> Option<String> {
    let parts: Vec<_> = name.0.iter().map(|part| part.as_ident().map(identifier)).collect::<Option<_>>()?;
    match parts.as_slice() {
        [table] => Some(table.clone()),
        [schema, table] if schema == "public" => Some(table.clone()),
        _ => None,
    }
}

fn not_supported(sql: &impl ToString) -> Error {
    let sql = one_line(sql);
    Error::unsupported(format!("`{sql}` is not supported")).of(sql)
}

fn one_line(sql: &impl ToString) -> String {
    sql.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Reader {
    fn migration(&mut self, file: &str, text: &str) -> Done {
        let mut tokenizer = Tokenizer::new(&PostgreSqlDialect {}, text);
        let tokens = tokenizer.tokenize_with_location().map_err(|error| {
            let Location { line, column } = error.location;
            Error::syntax(error.message).at(Position { line, column })
        })?;
        for tokens in tokens.split(|token| token.token == Token::SemiColon) {
            let mut meaningful =
                tokens.iter().filter(|token| !matches!(token.token, Token::Whitespace(_) | Token::EOF));
            let Some(first) = meaningful.next() else { continue };
            match parse(tokens) {
                Ok(statement) => self.statement(file, &statement).map_err(|error| error.at(start(first.span)))?,
                // What is of no concern may be beyond the parser.
                Err(error) if self.concerns(tokens) => return Err(error.at(start(first.span))),
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Whether a statement that cannot be read makes a table or mentions one that is mirrored, be
    /// it in the text of a `DO` block.
    fn concerns(&self, tokens: &[TokenWithSpan]) -> bool {
        let mut words = tokens.iter().filter_map(|token| match &token.token {
            Token::Word(word) => Some(word.value.to_lowercase()),
            _ => None,
        });
        let creates_table = words.next().as_deref() == Some("create") && words.next().as_deref() == Some("table");
        let mentions = |text: String| {
            let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.any(|word| self.database.tables.iter().any(|table| table.name.eq_ignore_ascii_case(word)))
        };
        creates_table || tokens.iter().any(|token| mentions(token.token.to_string()))
    }

    fn statement(&mut self, file: &str, statement: &Statement) -> Done {
        match statement {
            Statement::CreateTable(create) => self.create_table(file, create),
            Statement::AlterTable(alter) => {
                let Some(name) = mirrored(&alter.name) else { return Ok(()) };
                if self.position(&name).is_none() {
                    // A table of somebody else's (the app's `events`, say).
                    return Ok(());
                }
                alter.operations.iter().try_for_each(|operation| {
                    self.alter(file, &name, operation)
                        .map_err(|error| error.in_place(Place::Table(name.clone())).at(position(operation)))
                })
            }
            Statement::Drop { object_type: ObjectType::Table, names, .. } => {
                let names: Vec<_> = names.iter().filter_map(mirrored).collect();
                self.database.tables.retain(|table| !names.contains(&table.name));
                self.triggers.retain(|trigger| !names.contains(&trigger.table));
                Ok(())
            }
            Statement::CreateFunction(create) => {
                self.functions.retain(|function| function.name != create.name.to_string().to_lowercase());
                self.functions.push(trigger::function(create));
                Ok(())
            }
            Statement::CreateTrigger(create) => {
                let Some(table) = mirrored(&create.table_name).filter(|name| self.position(name).is_some()) else {
                    return Ok(());
                };
                let trigger = trigger::read(file, table, create);
                self.triggers.retain(|other| (&other.table, &other.name) != (&trigger.table, &trigger.name));
                self.triggers.push(trigger);
                Ok(())
            }
            Statement::DropTrigger(drop) => {
                let name = drop.trigger_name.to_string().to_lowercase();
                let table = drop.table_name.as_ref().and_then(mirrored);
                self.triggers.retain(|trigger| trigger.name != name || Some(&trigger.table) != table.as_ref());
                Ok(())
            }
            Statement::CreateIndex(create) if create.unique => {
                self.note(file, mirrored(&create.table_name), "UNIQUE", &create);
                Ok(())
            }
            Statement::CreatePolicy(create) => {
                self.note(file, mirrored(&create.table_name), "POLICY", &create);
                Ok(())
            }
            // Types would have to be known before a column can have them.
            Statement::RenameTable(_) => Err(not_supported(statement)),
            // Indexes, grants, comments, extensions, data: no rule about a row.
            _ => Ok(()),
        }
    }

    fn position(&self, table: &str) -> Option<usize> {
        self.database.tables.iter().position(|t| t.name == table)
    }

    fn note(&mut self, file: &str, table: Option<String>, kind: &'static str, sql: &impl ToString) {
        self.database.not_mirrored.push(NotMirrored { file: file.to_owned(), table, kind, sql: one_line(sql) });
    }

    fn create_table(&mut self, file: &str, create: &CreateTable) -> Done {
        let Some(name) = mirrored(&create.name) else { return Ok(()) };
        let place = || Place::Table(name.clone());
        let unsupported =
            |what: &str| Err(Error::unsupported(format!("{what} is not supported")).of(what).in_place(place()));
        if self.position(&name).is_some() {
            let exists = || Error::invalid("it exists already").in_place(place());
            return if create.if_not_exists { Ok(()) } else { Err(exists()) };
        }
        if create.query.is_some() || create.like.is_some() {
            return unsupported("a table made from another");
        }
        if create.inherits.is_some() || create.partition_by.is_some() || create.partition_of.is_some() {
            return unsupported("inheritance or partitioning");
        }
        if create.temporary {
            return unsupported("TEMPORARY");
        }
        let table = Table { name: name.clone(), columns: Vec::new(), checks: Vec::new() };
        self.database.tables.push(table);
        let mut checks = Vec::new();
        for column in &create.columns {
            self.column(file, &name, column, &mut checks)?;
        }
        for constraint in &create.constraints {
            self.constraint(file, &name, constraint, &mut checks)?;
        }
        // Once all columns are known: a column's CHECK may speak of a later one.
        self.checks(file, &name, &checks)
    }

    fn table(&mut self, name: &str) -> Result<&mut Table> {
        let table = self.database.tables.iter_mut().find(|table| table.name == name);
        table.ok_or_else(|| Error::invalid(format!("there is no table `{name}`")))
    }

    fn column_of(&mut self, table: &str, column: &str) -> Result<&mut Column> {
        let found = self.table(table)?.columns.iter_mut().find(|c| c.name == column);
        found.ok_or_else(|| {
            Error::invalid(format!("there is no column `{column}`")).in_place(Place::Table(table.to_owned()))
        })
    }

    fn column(&mut self, file: &str, table: &str, definition: &ColumnDef, checks: &mut Vec<CheckConstraint>) -> Done {
        let name = identifier(&definition.name);
        let about = |error: Error| {
            error.in_place(Place::Column { table: table.to_owned(), column: name.clone() }).at(position(definition))
        };
        let ty = column_type(&definition.data_type).map_err(about)?;
        let mut column = Column {
            name: name.clone(),
            ty,
            not_null: false,
            primary_key: false,
            default: DefaultValue::Null,
            default_sql: None,
            set_on_insert: false,
            set_on_update: false,
        };
        for option in &definition.options {
            match &option.option {
                ColumnOption::Null => column.not_null = false,
                ColumnOption::NotNull => column.not_null = true,
                ColumnOption::Default(value) => {
                    column.default = default(table, value, ty).map_err(about)?;
                    column.default_sql = Some(value.to_string());
                }
                ColumnOption::PrimaryKey(_) => {
                    column.primary_key = true;
                    column.not_null = true;
                    self.note(file, Some(table.to_owned()), "UNIQUE", &format!("{name} PRIMARY KEY"));
                }
                ColumnOption::Unique(_) => {
                    self.note(file, Some(table.to_owned()), "UNIQUE", &format!("{name} UNIQUE"));
                }
                ColumnOption::ForeignKey(key) => {
                    self.note(
                        file,
                        Some(table.to_owned()),
                        "FOREIGN KEY",
                        &format!("{name} {}", one_line(key).replace("FOREIGN KEY () ", "")),
                    );
                }
                ColumnOption::Check(check) => {
                    let name = option.name.clone().or_else(|| check.name.clone());
                    checks.push(CheckConstraint { name, ..check.clone() });
                }
                ColumnOption::Comment(_) => {}
                other => return Err(about(not_supported(other).at(position(option)))),
            }
        }
        let columns = &mut self.table(table)?.columns;
        if columns.iter().any(|c| c.name == name) {
            return Err(about(Error::invalid("it exists already")));
        }
        columns.push(column);
        Ok(())
    }

    fn constraint(
        &mut self,
        file: &str,
        table: &str,
        constraint: &TableConstraint,
        checks: &mut Vec<CheckConstraint>,
    ) -> Done {
        match constraint {
            TableConstraint::Check(check) => checks.push(check.clone()),
            TableConstraint::Unique(_) => self.note(file, Some(table.to_owned()), "UNIQUE", constraint),
            TableConstraint::ForeignKey(_) => self.note(file, Some(table.to_owned()), "FOREIGN KEY", constraint),
            TableConstraint::PrimaryKey(key) => {
                for part in &key.columns {
                    let Expr::Identifier(name) = &part.column.expr else {
                        return Err(not_supported(constraint).in_place(Place::Table(table.to_owned())));
                    };
                    let column = self.column_of(table, &identifier(name))?;
                    column.primary_key = true;
                    column.not_null = true;
                }
                self.note(file, Some(table.to_owned()), "UNIQUE", constraint);
            }
            other => return Err(not_supported(other).in_place(Place::Table(table.to_owned()))),
        }
        Ok(())
    }

    fn checks(&mut self, file: &str, table: &str, checks: &[CheckConstraint]) -> Done {
        for check in checks {
            let columns: Vec<(String, Type)> =
                self.table(table)?.columns.iter().map(|c| (c.name.clone(), c.ty)).collect();
            let given = check.name.as_ref().map(identifier);
            let about = |error: Error| {
                error.in_place(Place::Check { table: table.to_owned(), name: given.clone() }).at(position(check))
            };
            if check.enforced == Some(false) {
                return Err(about(Error::unsupported("`NOT ENFORCED` is not supported").of("NOT ENFORCED")));
            }
            let scope = Scope::new(table, &columns);
            let expression = scope.condition(&check.expr).map_err(about)?;
            let (sql, columns) = (check.expr.to_string(), scope.mentioned());
            let mut new = Check { name: String::new(), file: file.to_owned(), sql, expression, columns };
            let taken: Vec<&str> =
                self.database.tables.iter().flat_map(|t| &t.checks).map(|c| c.name.as_str()).collect();
            new.name = given.clone().unwrap_or_else(|| names::check(table, &new.columns, &taken));
            let own = &mut self.table(table)?.checks;
            if own.iter().any(|other| other.name == new.name) {
                let place = Place::Check { table: table.to_owned(), name: Some(new.name) };
                return Err(Error::invalid("it exists already").in_place(place).at(position(check)));
            }
            own.push(new);
            own.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Ok(())
    }

    fn alter(&mut self, file: &str, table: &str, operation: &AlterTableOperation) -> Done {
        use AlterTableOperation as Alter;
        match operation {
            Alter::AddColumn { if_not_exists, column_def, .. } => {
                let name = identifier(&column_def.name);
                if *if_not_exists && self.table(table)?.columns.iter().any(|column| column.name == name) {
                    return Ok(());
                }
                let mut checks = Vec::new();
                self.column(file, table, column_def, &mut checks)?;
                self.checks(file, table, &checks)
            }
            Alter::DropColumn { column_names, if_exists, .. } => {
                for name in column_names.iter().map(identifier) {
                    if !*if_exists {
                        self.column_of(table, &name)?;
                    }
                    let table = self.table(table)?;
                    table.columns.retain(|column| column.name != name);
                    // With a column go the CHECKs that speak of it (manual, ALTER TABLE).
                    table.checks.retain(|check| !check.columns.contains(&name));
                }
                Ok(())
            }
            Alter::AddConstraint { constraint, .. } => {
                let mut checks = Vec::new();
                self.constraint(file, table, constraint, &mut checks)?;
                self.checks(file, table, &checks)
            }
            // A UNIQUE or foreign key constraint may be meant, which is not kept by name.
            Alter::DropConstraint { name, .. } => {
                let name = identifier(name);
                self.table(table)?.checks.retain(|check| check.name != name);
                self.database.not_mirrored.retain(|noted| !noted.sql.starts_with(&format!("CONSTRAINT {name} ")));
                Ok(())
            }
            Alter::RenameConstraint { old_name, new_name } => {
                let (old, new) = (identifier(old_name), identifier(new_name));
                let checks = &mut self.table(table)?.checks;
                checks.iter_mut().filter(|check| check.name == old).for_each(|check| check.name.clone_from(&new));
                checks.sort_by(|a, b| a.name.cmp(&b.name));
                Ok(())
            }
            Alter::AlterColumn { column_name, op } => self.alter_column(table, &identifier(column_name), op),
            Alter::RenameTable { table_name: RenameTableNameKind::To(_) | RenameTableNameKind::As(_) }
            | Alter::RenameColumn { .. } => Err(not_supported(operation)),
            // Who may see a row, who owns it, when a trigger fires: nothing that a row's text decides.
            Alter::EnableRowLevelSecurity
            | Alter::DisableRowLevelSecurity
            | Alter::ForceRowLevelSecurity
            | Alter::NoForceRowLevelSecurity
            | Alter::OwnerTo { .. }
            | Alter::ReplicaIdentity { .. }
            | Alter::ValidateConstraint { .. } => Ok(()),
            other => Err(not_supported(other)),
        }
    }

    fn alter_column(&mut self, table: &str, name: &str, operation: &AlterColumnOperation) -> Done {
        let column = self.column_of(table, name)?;
        let about = |error: Error| error.in_place(Place::Column { table: table.to_owned(), column: name.to_owned() });
        match operation {
            AlterColumnOperation::SetNotNull => column.not_null = true,
            AlterColumnOperation::DropNotNull if column.primary_key => {
                return Err(about(Error::invalid("it is in the primary key, so it cannot be NULL")));
            }
            AlterColumnOperation::DropNotNull => column.not_null = false,
            AlterColumnOperation::SetDefault { value } => {
                column.default = default(table, value, column.ty).map_err(about)?;
                column.default_sql = Some(value.to_string());
            }
            AlterColumnOperation::DropDefault => {
                column.default = DefaultValue::Null;
                column.default_sql = None;
            }
            AlterColumnOperation::SetDataType { data_type, .. } => {
                let ty = column_type(data_type).map_err(about)?;
                // A CHECK is resolved to the types that were there; of the same kind, it stays as it is.
                if Scalar::from(ty) != Scalar::from(column.ty) {
                    let operation = one_line(operation);
                    let message = format!("`{operation}` to another kind of type is not supported");
                    return Err(about(Error::unsupported(message).of(operation)));
                }
                column.ty = ty;
            }
            AlterColumnOperation::AddGenerated { .. } => {
                return Err(about(not_supported(operation)));
            }
        }
        Ok(())
    }

    /// Resolves the triggers, whose functions may come later than they.
    fn finish(mut self) -> Result<Database> {
        for trigger in std::mem::take(&mut self.triggers) {
            match trigger.assignments(&self.functions) {
                Some(columns) => {
                    for name in &columns {
                        let column =
                            self.column_of(&trigger.table, name).map_err(|error| error.in_file(&trigger.file))?;
                        column.set_on_insert |= trigger.on_insert;
                        column.set_on_update |= trigger.on_update;
                    }
                }
                None => self.note(&trigger.file, Some(trigger.table.clone()), "TRIGGER", &trigger.sql),
            }
        }
        Ok(self.database)
    }
}

fn column_type(data_type: &DataType) -> Result<Type> {
    let unsupported = || Error::unsupported(format!("the type `{data_type}` is not supported")).of(data_type);
    types::resolve(data_type).ok_or_else(unsupported)
}

/// Functions whose value is never NULL.
const NEVER_NULL: [&str; 8] = [
    "now",
    "gen_random_uuid",
    "clock_timestamp",
    "statement_timestamp",
    "transaction_timestamp",
    "current_timestamp",
    "current_date",
    "uuid_generate_v4",
];

/// A DEFAULT: a constant, which the column type's input function must take, or the server's own.
fn default(table: &str, value: &Expr, ty: Type) -> Result<DefaultValue> {
    let unsupported =
        || Error::unsupported(format!("`DEFAULT {value}` is not supported")).of(value).at(position(value));
    match value {
        Expr::Nested(inner) => return default(table, inner, ty),
        // '{}'::jsonb, '{}'::text[]: the column's own type, so its input function reads the text.
        Expr::Cast { expr, data_type, .. } if types::resolve(data_type).map(Scalar::from) == Some(Scalar::from(ty)) => {
            return default(table, expr, ty);
        }
        Expr::Function(call) => {
            let name = call.name.to_string().to_lowercase();
            let name = name.rsplit('.').next().unwrap_or_default();
            return Ok(if NEVER_NULL.contains(&name) {
                DefaultValue::Server(value.to_string())
            } else {
                DefaultValue::Unknowable(value.to_string())
            });
        }
        _ => {}
    }
    let constant = match value {
        Expr::Value(value) if matches!(value.value, Value::Null) => return Ok(DefaultValue::Null),
        _ => Scope::new(table, &[]).read(value)?,
    };
    let Node::Literal(constant) = constant.node else { return Err(unsupported()) };
    let text = match constant {
        Literal::Null => return Ok(DefaultValue::Null),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Numeric(text) | Literal::Text(text) => text,
        Literal::TextArray(elements) if elements.is_empty() => "{}".to_owned(),
        Literal::TextArray(elements) => array_literal(&elements),
        Literal::Uuid(_) | Literal::Date(_) | Literal::Timestamptz(_) => return Err(unsupported()),
    };
    literal::assignable(&text, ty).map_err(|error| error.of(value).at(position(value)))?;
    Ok(DefaultValue::Literal(text))
}

/// Every element in quotes, which array_in takes for any text.
fn array_literal(elements: &[Option<String>]) -> String {
    let elements: Vec<_> = elements
        .iter()
        .map(|element| match element {
            None => "NULL".to_owned(),
            Some(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        })
        .collect();
    format!("{{{}}}", elements.join(","))
=======
    let (database, errors) = read_all(migrations);
    errors.into_iter().next().map_or(Ok(database), Err)
>>>>>>> main
}

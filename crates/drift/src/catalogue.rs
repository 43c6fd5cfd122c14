//! A table as `pg_catalog` describes it, with every expression printed by the server. Knows the catalogue (manual, 52
//! System Catalogs); it must not know what is expected. `pg_get_expr` holds ACCESS SHARE on the table while it prints;
//! nothing else here locks the table.

use postgres::{Error, GenericClient};

pub struct Table {
    pub oid: u32,
    pub columns: Vec<Column>,
    pub checks: Vec<Check>,
}

pub struct Column {
    pub name: String,
    /// The type with its modifier: `character varying(50)`.
    pub ty: String,
    pub not_null: bool,
    /// The default's expression, or how else the value arises (generated, identity).
    pub default: Option<String>,
}

pub struct Check {
    pub name: String,
    pub expression: String,
    pub valid: bool,
    pub enforced: bool,
}

/// A BEFORE trigger that may change or refuse a row.
pub struct Trigger {
    pub name: String,
    pub definition: String,
    pub on_insert: bool,
    pub on_update: bool,
    /// FOR EACH ROW, without WHEN and without a column list.
    pub plain: bool,
    /// The function's source.
    pub body: String,
}

/// In which schema a table is looked up.
#[derive(Clone, Copy)]
pub enum Place {
    Public,
    /// This session's temporary schema.
    Temporary,
}

/// The table with this name, if there is one. A view does not count.
pub fn table(client: &mut impl GenericClient, place: Place, name: &str) -> Result<Option<Table>, Error> {
    let sql = match place {
        Place::Public => {
            "SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relname = $1::text::name AND c.relkind IN ('r', 'p')"
        }
        Place::Temporary => {
            "SELECT oid FROM pg_class
             WHERE relnamespace = pg_my_temp_schema() AND relname = $1::text::name AND relkind = 'r'"
        }
    };
    let Some(row) = client.query_opt(sql, &[&name])? else { return Ok(None) };
    let oid: u32 = row.try_get(0)?;
    Ok(Some(Table { oid, columns: columns(client, oid)?, checks: checks(client, oid)? }))
}

fn columns(client: &mut impl GenericClient, table: u32) -> Result<Vec<Column>, Error> {
    let rows = client.query(
        "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
           CASE
             WHEN a.attgenerated <> '' THEN 'GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')'
             WHEN a.attidentity <> '' THEN 'GENERATED AS IDENTITY'
             ELSE pg_get_expr(d.adbin, d.adrelid)
           END
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
         ORDER BY a.attnum",
        &[&table],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Column {
                name: row.try_get(0)?,
                ty: row.try_get(1)?,
                not_null: row.try_get(2)?,
                default: row.try_get(3)?,
            })
        })
        .collect()
}

fn checks(client: &mut impl GenericClient, table: u32) -> Result<Vec<Check>, Error> {
    // conenforced exists from PostgreSQL 18 on; read through JSON, a missing column is not an error.
    let rows = client.query(
        "SELECT c.conname::text, pg_get_expr(c.conbin, c.conrelid), c.convalidated,
           coalesce((to_jsonb(c) ->> 'conenforced')::boolean, true)
         FROM pg_constraint c WHERE c.conrelid = $1 AND c.contype = 'c' ORDER BY c.conname",
        &[&table],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Check {
                name: row.try_get(0)?,
                expression: row.try_get(1)?,
                valid: row.try_get(2)?,
                enforced: row.try_get(3)?,
            })
        })
        .collect()
}

/// The BEFORE INSERT and BEFORE UPDATE triggers that fire in an ordinary session. `tgtype` is a bit mask
/// (`pg_trigger.h`): 1 ROW, 2 BEFORE, 4 INSERT, 16 UPDATE.
pub fn triggers(client: &mut impl GenericClient, table: u32) -> Result<Vec<Trigger>, Error> {
    let rows = client.query(
        "SELECT t.tgname::text, pg_get_triggerdef(t.oid), t.tgtype & 4 <> 0, t.tgtype & 16 <> 0,
           t.tgtype & 1 <> 0 AND t.tgqual IS NULL AND t.tgattr::text = '', p.prosrc
         FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
         WHERE t.tgrelid = $1 AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
           AND t.tgtype & 2 <> 0 AND t.tgtype & 20 <> 0
         ORDER BY t.tgname",
        &[&table],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Trigger {
                name: row.try_get(0)?,
                definition: row.try_get(1)?,
                on_insert: row.try_get(2)?,
                on_update: row.try_get(3)?,
                plain: row.try_get(4)?,
                body: row.try_get(5)?,
            })
        })
        .collect()
}

// What PostgreSQL itself says that it checks, read from its catalogue. Knows its catalogue, and no constraint by name.

import type { Database } from '../../database/database';
import type { RuleSubject } from './subject';

const CONSTRAINT = `
  SELECT 'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid, true) AS definition
  FROM pg_catalog.pg_constraint WHERE conrelid = $1::regclass AND conname = $2`;

const NOT_NULL = `
  SELECT quote_ident(attname) || ' ' || format_type(atttypid, atttypmod) || ' NOT NULL' AS definition
  FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass AND attname = $2 AND attnotnull`;

const TRIGGER = `
  SELECT pg_get_triggerdef(t.oid, true) || ';' AS definition, pg_get_functiondef(p.oid) AS function
  FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_proc AS p ON p.oid = t.tgfoid
  WHERE t.tgrelid = $1::regclass AND NOT t.tgisinternal AND strpos(p.prosrc, $2) > 0
  ORDER BY t.tgname`;

const FUNCTION = `
  SELECT pg_get_functiondef(oid) AS definition FROM pg_catalog.pg_proc WHERE oid = to_regprocedure($1)`;

const FUNCTION_OF_CHECK = /\bwizard_checks\.\w+(?=\()/;

/** The definition of a constraint, and of the function that it calls. */
export async function definitionOf(database: Database, { table, constraint }: RuleSubject): Promise<string> {
  const [column = ''] = constraint.columns;
  const rows =
    constraint.kind === 'not_null'
      ? await database.inspect(NOT_NULL, [table, column])
      : await database.inspect(constraint.kind === 'trigger' ? TRIGGER : CONSTRAINT, [table, constraint.name]);
  const texts = rows.map(({ definition }) => String(definition));
  const bodies = new Set(rows.flatMap((row) => ('function' in row ? [String(row.function)] : [])));
  const called = texts.map((text) => FUNCTION_OF_CHECK.exec(text)?.[0]).find((name) => name !== undefined);
  if (called) bodies.add(await functionText(database, called));
  return [...texts, ...bodies].join('\n\n');
}

async function functionText(database: Database, name: string): Promise<string> {
  const [found] = await database.inspect(FUNCTION, [`${name}(jsonb, boolean)`]);
  return String(found?.definition ?? '');
}

/** The function by which the CHECK of a stage's column judges it. */
export async function stageFunction(database: Database, column: string): Promise<string> {
  const [found] = await database.inspect(CONSTRAINT, ['wizard_sessions', `${column}_valid`]);
  const name = FUNCTION_OF_CHECK.exec(String(found?.definition))?.[0];
  return name ? functionText(database, name) : '';
}

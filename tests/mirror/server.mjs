// A real server's verdict on rows, by the statements that PostgREST builds. Knows psql, but nothing about the module.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const JUDGE = readFileSync(fileURLToPath(new URL('../conformance/judge.sql', import.meta.url)), 'utf8');
const bin = readdirSync('/usr/lib/postgresql')
  .map((version) => `/usr/lib/postgresql/${version}/bin/psql`)
  .at(-1);

/** Removes foreign keys and uniqueness from every table. */
const ALONE = `DO $$
DECLARE key record;
BEGIN
  FOR key IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
    WHERE contype IN ('f', 'u') AND connamespace = 'mirrored'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', key.of, key.conname);
  END LOOP;
END $$;`;

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => (text === undefined ? 'NULL' : `'${text.replaceAll("'", "''")}'`);
const list = (texts) => `ARRAY[${texts.map(literal).join(',\n')}]::text[]`;

export function serverOf(url) {
  /** Runs statements, and returns their output. */
  function psql(sql) {
    const options = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-f', '-', url];
    const env = {
      ...process.env,
      PGOPTIONS: '-c client_min_messages=warning -c search_path=mirrored -c standard_conforming_strings=on',
    };
    return execFileSync(bin, options, { input: sql, encoding: 'utf8', env, maxBuffer: 2 ** 28 });
  }

  return {
    /** Applies the migrations of a folder in a schema of their own, without what no client can know: other rows. */
    apply(folder) {
      const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.sql'));
      const sql = files.sort().map((file) => readFileSync(path.join(folder, file), 'utf8'));
      psql(`DROP SCHEMA IF EXISTS mirrored CASCADE; CREATE SCHEMA mirrored; ${sql.join('\n')}\n${ALONE}`);
      psql(JUDGE);
    },
    /**
     * The SQLSTATE and constraint of each case, or `accepted`. `columns` are each table's, according to the package.
     */
    judge(cases, columns) {
      const types = {};
      for (const table of Object.keys(columns)) {
        const query = `SELECT json_object_agg(attname, format_type(atttypid, atttypmod)) FROM pg_attribute
          WHERE attrelid = ${literal(quoted(table))}::regclass AND attnum > 0 AND NOT attisdropped`;
        types[table] = JSON.parse(psql(query));
      }
      function statement(table, text, isUpdate) {
        const keys = Object.keys(JSON.parse(text)).sort();
        if (!keys.every((key) => key in types[table])) return undefined;
        const names = keys.map(quoted).join(', ');
        if (keys.length === 0) return `INSERT INTO ${quoted(table)} DEFAULT VALUES`;
        const typed = keys.map((key) => `${quoted(key)} ${types[table][key]}`).join(', ');
        const body = `SELECT ${names} FROM json_to_record($1::json) AS _(${typed})`;
        const set = keys.map((key) => `${quoted(key)} = body.${quoted(key)}`).join(', ');
        return isUpdate
          ? `UPDATE ${quoted(table)} SET ${set} FROM (${body}) body`
          : `INSERT INTO ${quoted(table)} (${names}) ${body}`;
      }
      const asked = cases.map(({ table, text, current }) => ({
        table,
        text,
        current,
        sql: statement(table, text, current !== undefined),
      }));
      const known = asked.filter(({ sql }) => sql !== undefined);
      const call = `SELECT json_agg(json_build_array(stage, state, constraint_name)) FROM conformance_judge(
        ${list(known.map(({ sql }) => sql))}, ${list(known.map(({ text }) => text))},
        ${list(known.map(({ table, current }) => current && statement(table, current, false)))},
        ${list(known.map(({ current }) => current))})`;
      const told = JSON.parse(psql(call));
      let index = 0;
      return asked.map(({ sql }) => {
        // PostgREST itself refuses a column that does not exist.
        if (sql === undefined) return 'PGRST204';
        const [stage, state, constraint] = told[index++];
        if (stage === 'accepted') return stage;
        if (stage === 'current') return `the stored row is refused: ${state}`;
        return state === '23514' ? `${state} ${constraint}` : state;
      });
    },
  };
}

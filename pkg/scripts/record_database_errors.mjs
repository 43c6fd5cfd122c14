// Usage: scripts/postgres/with-server node pkg/scripts/record_database_errors.mjs
// Asks a real PostgreSQL for the error of each case in pkg/test/database_error_bodies.jsonl, in the words of its
// version, and writes the bodies to that file as PostgREST passes them on. `before` is SQL to run first; everything is
// rolled back. Cases without a table are PostgREST's own errors, and are kept as they are.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../test/database_error_bodies.jsonl', import.meta.url));
const installed = '/usr/lib/postgresql';
const psql = existsSync(installed) ? `${installed}/${readdirSync(installed).sort().at(-1)}/bin/psql` : 'psql';

function errorOf({ table, row, before = '' }) {
  const columns = Object.keys(row)
    .sort()
    .map((name) => `"${name}"`)
    .join(', ');
  const insert = `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, $row$${JSON.stringify(row)}$row$)`;
  const sql = `begin;
${before};
do $do$
declare c text; m text; d text; h text;
begin
  execute $sql$${insert}$sql$;
exception when others then
  get stacked diagnostics c = returned_sqlstate, m = message_text, d = pg_exception_detail, h = pg_exception_hint;
  raise notice 'body %', json_build_object('code', c, 'message', m, 'details', nullif(d, ''), 'hint', nullif(h, ''));
end $do$;
rollback;`;
  const url = process.env.DATABASE_URL;
  const said = execFileSync('sh', ['-c', `"${psql}" -X -q -v ON_ERROR_STOP=1 "${url}" 2>&1`], {
    input: sql,
    encoding: 'utf8',
  });
  const body = /^NOTICE: {2}body (.*)$/m.exec(said)?.[1];
  if (body === undefined) throw new Error(`no error from ${insert}: ${said}`);
  return JSON.parse(body);
}

const lines = readFileSync(file, 'utf8').trim().split('\n');
const cases = lines.map((line) => JSON.parse(line));
for (const each of cases) if (each.table !== undefined) each.error = errorOf(each);
writeFileSync(file, `${cases.map((each) => JSON.stringify(each)).join('\n')}\n`);
console.log(`recorded ${cases.filter((each) => each.table !== undefined).length} errors`);

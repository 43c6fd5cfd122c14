// Explains the queries of docs/queries.md over many rows, as each role. One line a query and role; fails if a query does
// not use its index.
//
// Usage (through scripts/db-explain): DATABASE_URL=… node explain.mjs SESSIONS
import { loadavg } from 'node:os';
import process from 'node:process';
import { query } from '../../tests/database/harness/psql.mjs';
import { documentedQueries, explain, fill, indexAndParts } from './queries.mjs';

const url = process.env.DATABASE_URL;
const sessions = Number(process.argv[2]);
let begun = performance.now();
fill(url, sessions);
console.log(
  `${query(url, 'SHOW server_version')}: ${sessions} sessions in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
);
const size = `SELECT count(*), pg_size_pretty(sum(pg_relation_size(c.oid))), pg_size_pretty(sum(pg_indexes_size(c.oid)))
  FROM pg_class c WHERE c.relkind = 'r' AND (c.oid = '%'::regclass OR c.oid IN (SELECT relid FROM pg_partition_tree('%')))`;
for (const table of ['wizard_sessions', 'wizard_actions', 'wizard_audit_log']) {
  const [parts, heap, indexes] = query(url, size.replaceAll('%', table)).split('|');
  console.log(`${table}: ${parts} parts, ${heap}, indexes ${indexes}`);
}

begun = performance.now();
let failures = 0;
for (const { name, roles, index, sql } of documentedQueries()) {
  const expected = indexAndParts(url, index);
  for (const role of roles) {
    const { time, indexes, full, indexOnly } = explain(url, role, sql, sessions);
    const uses = indexes.some((used) => expected.includes(used));
    if (!uses) failures += 1;
    const found = [...indexes, ...full.map((table) => `all of ${table}`)].join(', ');
    console.log(
      `${uses ? 'ok    ' : 'not ok'} ${time.toFixed(2).padStart(10)} ms  ${role.padEnd(13)} ${name}: ${found}${indexOnly ? ' (index only)' : ''}`,
    );
  }
}
console.log(
  `load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`,
);
process.exitCode = failures === 0 ? 0 : 1;

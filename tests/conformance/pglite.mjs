// PGlite (PostgreSQL compiled to wasm) as another server for the conformance tests. The Rust side starts it and
// communicates by lines of JSON: in { "sql": text, "params": [...] }, out { "rows": [[text or null, ...], ...] } or {
// "error": text }.
import process from 'node:process';
import { createInterface } from 'node:readline';
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create();
for await (const line of createInterface({ input: process.stdin })) {
  const { sql, params } = JSON.parse(line);
  let answer;
  try {
    if (params) {
      const { rows } = await database.query(sql, params, { rowMode: 'array' });
      answer = { rows };
    } else {
      await database.exec(sql);
      answer = { rows: [] };
    }
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await database.close();

// PGlite with the project's migrations, and what a collection writes to it.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { PGlite } from '@electric-sql/pglite';

/** A database with the tables. */
export async function database() {
  const db = new PGlite();
  for (const folder of ['stubs', 'migrations']) {
    const files = path.join(process.env.ROOT, 'schemas', folder);
    for (const file of readdirSync(files).sort()) await db.exec(readFileSync(path.join(files, file), 'utf8'));
  }
  return db;
}

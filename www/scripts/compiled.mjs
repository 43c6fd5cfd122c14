// What the compiler makes of each CHECK and of each field, for the tab *Rules*: reads what crates/compiler prints, and writes
// www/src/tabs/rules/generated/compiled.json.
//
//   node www/scripts/compiled.mjs [FILE]   (from anywhere; needs cargo; `make build` runs it)

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TABLES = ['wizard_sessions', 'wizard_actions'];

function compiler(...args) {
  const all = ['run', '--quiet', '--locked', '--bin', 'event-wizard-compiler', '--', ...args];
  const ran = spawnSync('cargo', all, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  if (ran.status !== 0) throw new Error(`cargo ${all.join(' ')}: ${ran.error?.message ?? ran.stderr}`);
  return ran.stdout;
}

/** Where the bracket at `from` closes; brackets in strings do not count. */
function closing(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      for (at += 1; text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    } else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new Error(`not closed: ${text.slice(from, from + 60)}`);
}

/** The compiled schema that begins at `from`, as Rust. */
function schemaAt(text, from) {
  const start = text.indexOf('Schema {', from);
  return text.slice(start, closing(text, text.indexOf('{', start)) + 1);
}

/** The compiled schemas of an object's members, by key; or that of a list's items, as `*`. */
function inner(schema, statics) {
  const [, type] = /^Schema \{\s*types: Types::(\w+)/.exec(schema) ?? [];
  const items = /items: Some\(&(SCHEMA_\d+|Schema \{)/.exec(schema);
  if (type === 'ARRAY' && items) return { '*': statics[items[1]] ?? schemaAt(schema, items.index) };
  const names = /names!\[([^\]]*)\]/.exec(schema);
  const properties = schema.indexOf('properties: &[');
  if (type !== 'OBJECT' || !names || properties === -1) return {};
  const keys = JSON.parse(`[${names[1]}]`);
  const members = {};
  const end = closing(schema, schema.indexOf('[', properties));
  for (let at = schema.indexOf('(', properties); at !== -1 && at < end; ) {
    const slot = Number.parseInt(schema.slice(at + 1), 10);
    const text = schemaAt(schema, at);
    members[keys[slot]] = text;
    at = schema.indexOf('(', closing(schema, at) + 1);
  }
  return members;
}

/** The compiled schema of each field of each stage: `ticketSetup/tiers/(*)/name` → Rust. */
function fields(stages, text) {
  const statics = {};
  for (const { 1: name, index } of text.matchAll(/^pub static (SCHEMA_\d+): Schema = /gm))
    statics[name] = schemaAt(text, text.indexOf('= ', index));
  const roots = [...text.slice(text.indexOf('pub static STAGES')).matchAll(/&(SCHEMA_\d+)/g)].map(([, name]) => name);
  const found = {};
  const walk = (at, schema) => {
    found[at] = schema;
    for (const [key, each] of Object.entries(inner(schema, statics))) walk(`${at}/${key}`, each);
  };
  for (const [index, { stage }] of stages.entries()) walk(stage, statics[roots[index]]);
  return found;
}

/** The compiled columns of all tables, in their order. */
function columns(tables, text) {
  const all = tables.flatMap(({ name: table, columns: own }) => own.map((column) => ({ table, column })));
  const compiled = [...text.matchAll(/^ {8}\/\/ "(\w+)"\n( {8}Column \{[\s\S]*?\n {8}\}),/gm)];
  if (compiled.length !== all.length) throw new Error(`${compiled.length} compiled columns of ${all.length}`);
  return all.map(({ table, column }, index) => {
    const [, name, rust] = compiled[index];
    if (name !== column.name) throw new Error(`${name} stands where ${table}.${column.name} should`);
    return { table, name, rust: rust.replaceAll(/^ {8}/gm, ''), ...(notNullOf(table, name) ?? place(column)) };
  });
}

const place = ({ at: { file, line } }) => ({ file, line });

/** Where a migration makes a column NOT NULL that was not from its beginning. */
function notNullOf(table, column) {
  const folder = 'schemas/migrations';
  for (const name of readdirSync(path.join(root, folder)).sort()) {
    let altered;
    for (const [index, line] of readFileSync(path.join(root, folder, name), 'utf8')
      .split('\n')
      .entries()) {
      altered = /^ALTER TABLE (?:public\.)?(\w+)/.exec(line)?.[1] ?? altered;
      if (altered === table && new RegExp(`ALTER COLUMN ${column} SET NOT NULL`).test(line))
        return { file: `${folder}/${name}`, line: index + 1 };
    }
  }
  return undefined;
}

function compiled() {
  const { tables } = JSON.parse(compiler('explain', '--json', 'schemas/migrations'));
  const lifecycle = JSON.parse(readFileSync(path.join(root, 'schemas/lifecycle.json'), 'utf8'));
  const folder = mkdtempSync(path.join(tmpdir(), 'compiled-'));
  try {
    compiler('rust', folder);
    const rust = readFileSync(path.join(folder, 'stages.rs'), 'utf8');
    const mirrored = tables.filter(({ name }) => TABLES.includes(name));
    return {
      checks: mirrored
        .flatMap(({ name: table, checks, triggers }) => [
          ...checks.map((check) => ({ table, before: null, check })),
          ...triggers.map(({ before, condition }) => ({ table, before, check: condition })),
        ])
        .map(({ table, before, check }) => ({
          table,
          name: check.name,
          before,
          sql: check.sql,
          bounds: check.bounds,
          rust: check.rust,
          ...place(check),
        })),
      columns: columns(tables, readFileSync(path.join(folder, 'tables.rs'), 'utf8')).filter(({ table }) =>
        TABLES.includes(table),
      ),
      serverOnly: mirrored.flatMap(({ name: table, notMirrored }) =>
        notMirrored
          .filter(({ kind }) => kind === 'UNIQUE' || kind === 'FOREIGN KEY')
          .map((rule) => ({ table, kind: rule.kind, sql: rule.sql, ...place(rule) })),
      ),
      fields: fields(lifecycle.stages, rust),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const file = process.argv[2] ?? path.join(root, 'www/src/tabs/rules/generated/compiled.json');
writeFileSync(file, `${JSON.stringify(compiled(), null, 2)}\n`);

// Usage: scripts/postgres/with-server node tests/mirror/check.mjs [SCHEMA…]
// Builds the package for each schema here as `make mirror` does, and compares its verdicts on rows with the server's:
// good rows, each column with each of many values, and the cases of rows.json. Then checks the package as its users
// meet it: its types, the names in its README, and a real browser. The last line is "N passed, N failed".

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { page, serve, stopAll } from '../consumers/tools.mjs';
import { serverOf } from './server.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.resolve(here, '../..');
const schemas = readdirSync(here, { withFileTypes: true }).filter((each) => each.isDirectory());
const names = process.argv.length > 2 ? process.argv.slice(2) : schemas.map(({ name }) => name);
/** Inside the project, so that programs that bundle and compile it find their tools; git ignores it. */
const out = mkdtempSync(path.join(root, 'target/mirror-test-'));

/** The values to send for any column, as JSON texts. */
const VALUES = [
  ...['null', 'true', '0', '1', '-1', '5', '100', '101', '500', '501', '32768', '2147483648', '9223372036854775808'],
  ...['1.5', '-0', '1e2', '149.9994', '149.9995', '150.0005', '-90.0005', '999.9995', '1e400', '0.005', '9999.995'],
  ...[
    '""',
    '" "',
    '"x"',
    '"A-1"',
    '"B-"',
    '"open"',
    '"Open"',
    '"returned"',
    '"staff "',
    '"5"',
    '" 5 "',
    '"1.50"',
    '"NaN"',
  ],
  ...[
    '"2024-02-29"',
    '"2023-02-29"',
    '"infinity"',
    '"2024-03-01T10:00:00Z"',
    '"2024-03-01 25:00"',
    '"epoch"',
    '"12345678901234"',
  ],
  ...[
    '"11111111-2222-4333-8444-555555555555"',
    '"11111111"',
    '"é"',
    '"\\u0000"',
    '"x\\u0000"',
    '"{a,b}"',
    '"{en}"',
    '"{"',
  ],
  ...[
    '[]',
    '["en"]',
    '["hot","hot"]',
    '["en","de","fr","ar","ja"]',
    '[null]',
    '[1]',
    '[["en"]]',
    '[["en"],"de"]',
    '{}',
    '{"a":1}',
  ],
];

let passed = 0;
let failed = 0;
function check(name, test) {
  try {
    test();
    passed += 1;
  } catch (error) {
    failed += 1;
    if (failed <= 20) console.log(`FAILED ${name}: ${error.message}`);
  }
}

/** The SQLSTATE or code, and the constraint, of the first issue. */
function told(verdict) {
  const [first] = verdict.issues;
  if (first === undefined) return 'accepted';
  return first.constraint === undefined ? (first.sqlstate ?? first.code) : `${first.sqlstate} ${first.constraint}`;
}

/** Every case of a schema: the JSON text of a row and, for an update, that of the stored row. */
function casesOf({ good, cases }) {
  const all = cases.map(({ table, row, current }) => ({
    table,
    text: JSON.stringify(row),
    current: current && JSON.stringify(current),
  }));
  for (const [table, row] of Object.entries(good)) {
    const stored = JSON.stringify(row);
    all.push({ table, text: stored });
    for (const column of Object.keys(row)) {
      for (const value of VALUES) {
        const { [column]: _, ...others } = row;
        const rest = JSON.stringify(others).slice(1, -1);
        all.push({ table, text: `{${JSON.stringify(column)}:${value}${rest && ','}${rest}}` });
        all.push({ table, text: `{${JSON.stringify(column)}:${value}}`, current: stored });
      }
    }
  }
  return all;
}

/** The CHECKs that a comment leaves to the server, as the package's docs list them, each with the reason. */
function leftToServer(folder) {
  const page = readFileSync(path.join(folder, 'docs/database.md'), 'utf8');
  const rows = page.matchAll(/^\| `\w+` \| CHECK \| `(\w+) CHECK .*` \| (.*) \| \S+ \|$/gm);
  return new Map([...rows].map(([, constraint, why]) => [constraint, why]));
}

async function compare(name, mirror, rows, left) {
  const server = serverOf(process.env.DATABASE_URL);
  server.apply(path.join(here, name));
  const cases = casesOf(rows);
  const outcomes = server.judge(cases, mirror.columns);
  let accepted = 0;
  const met = new Set();
  cases.forEach(({ table, text, current }, index) => {
    const options = current === undefined ? {} : { operation: 'update', current: JSON.parse(current) };
    const verdict = mirror.validateRowJson(table, text, options);
    const theirs = outcomes[index];
    if (theirs === 'accepted') accepted += 1;
    if (verdict.issues[0]?.params.unknowable) return;
    const [, constraint] = theirs.split(' ');
    if (left.has(constraint)) {
      met.add(constraint);
      check(`${name}: ${constraint} is not judged`, () =>
        assert(verdict.issues.every((issue) => issue.constraint !== constraint)),
      );
      return;
    }
    check(`${name}: ${table} ${text.slice(0, 300)}${current ? ' (update)' : ''}`, () =>
      assert.equal(told(verdict), theirs),
    );
  });
  check(`${name}: rows come out both ways`, () => assert(accepted > 50 && cases.length - accepted > 50));
  check(`${name}: what is left to the server was met`, () =>
    assert.deepEqual([...met].sort(), [...left.keys()].sort()),
  );
  console.log(`${name}: ${cases.length} rows, of which the server accepts ${accepted}`);
}

function examine(name, mirror, rows, folder) {
  for (const { stage, data, valid } of rows.stages) {
    const verdict = mirror.validateStage(stage, data, { mode: 'complete' });
    check(`${name}: stage ${stage} ${JSON.stringify(data)}`, () => assert.equal(verdict.valid, valid));
  }
  const [table] = mirror.tables;
  check(`${name}: an array as supabase-js sends it`, () => {
    const good = rows.good[table];
    assert.equal(mirror.validateRows(table, [good, good]).valid, true);
    const [issue] = mirror.validateRows(table, [good, { ...good, no_such_column: 1 }]).issues;
    assert.deepEqual([issue.code, issue.path], ['PGRST204', [1, 'no_such_column']]);
  });
  check(`${name}: misuse is a TypeError`, () => {
    assert.throws(() => mirror.validateRow('no_such_table', {}), TypeError);
    assert.throws(() => mirror.validateRow(table, {}, { operatoin: 'update' }), TypeError);
  });
  const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
  for (const each of mirror.tables)
    check(`${name}: the README names ${each}`, () => assert(readme.includes(`\`${each}\``)));
  for (const [, used] of readme.matchAll(/^(\w+)\(/gm)) {
    check(`${name}: the README's ${used}`, () => assert.equal(typeof mirror[used], 'function'));
  }
}

/** What must compile, and what must not. */
function typed(name, folder, consumer) {
  writeFileSync(path.join(folder, 'consumer.ts'), consumer);
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    '',
    '--lib',
    'es2022,dom',
  ];
  check(`${name}: types`, () => {
    execFileSync(path.join(root, 'node_modules/.bin/tsc'), [...options, path.join(folder, 'consumer.ts')], {
      encoding: 'utf8',
    });
  });
}

const CONSUMERS = {
  library: `
import { type BookInsert, type Database, type LoanRow, type LoanUpdate, validateRow } from './dist/index.js';
export const book: BookInsert = { title: 'Emma', topics: ['novel'] };
export const change: LoanUpdate = { state: 'returned' };
export const rows = (loan: LoanRow): Database['public']['Tables']['loan']['Row'] => loan;
// @ts-expect-error a title is needed
export const untitled: BookInsert = {};
// @ts-expect-error there is no such table
validateRow('author', {});
`,
  sensors: `
import { type ReadingInsert, type TableName, validateRow } from './dist/index.js';
export const reading: ReadingInsert = { box: 1, at: '2024-03-01T00:00:00Z', sequence: 1, t40: null };
export const table: TableName = 'reading';
// @ts-expect-error \`current\` is a row of that table
validateRow('box', {}, { operation: 'update', current: { t40: 1 } });
`,
};

/** The constraints without a sentence, of which the build warns. */
const WORDLESS = {
  library: [
    'book_shelf_check',
    'ends; later',
    'few_languages',
    'has_a_name',
    'known_languages',
    'note_is_an_object',
    'returned_later',
    'returned_when_returned',
  ],
  sensors: ['reading_alarms_check', 'removed_later'],
};

/** What the schemas leave to the server, and the reason in their comments. */
const LEFT = {
  library: {},
  sensors: {
    battery_known: { why: 'the list of numbers will change' },
    known_firmware: { why: 'what a regular expression looks ahead for is not mirrored' },
  },
};

/** Sentences from comments: one line, in which nothing is a template. */
const MINUTE = { box: 7, at: '2024-03-01T10:00:00Z', sequence: 1 };
const SENTENCES = {
  library: [],
  sensors: [
    { table: 'reading', row: { ...MINUTE, t01: 101 }, says: 'Above 100 degrees the {alarms} [must] have “hot”' },
    {
      table: 'reading',
      row: { ...MINUTE, battery: 100, charging: true },
      says: 'A full battery must not be charged',
    },
  ],
};

async function inBrowser(name, folder, row, table) {
  writeFileSync(
    path.join(folder, 'index.html'),
    `<!doctype html><script type="module">
import { validateRow } from './dist/index.js';
window.verdicts = { good: validateRow('${table}', ${JSON.stringify(row)}), bad: validateRow('${table}', {}) };
</script>`,
  );
  const { address } = await serve(folder);
  const { verdicts, said } = await page(address);
  check(`${name}: in Chromium`, () => {
    assert.deepEqual(
      said.filter((line) => line.startsWith('error') && !line.includes('favicon') && !line.includes('404')),
      [],
    );
    assert.equal(verdicts.good.valid, true);
    assert.equal(verdicts.bad.issues[0].sqlstate, '23502');
  });
}

try {
  for (const name of names) {
    const folder = path.join(out, name);
    const built = spawnSync(path.join(root, 'scripts/mirror'), [path.join(here, name), folder], {
      stdio: ['ignore', 'inherit', 'pipe'],
      encoding: 'utf8',
    });
    process.stderr.write(built.stderr);
    assert.equal(built.status, 0, `${name} is not built`);
    check(`${name}: the build warns of what has no sentence`, () => {
      const warned = [
        ...built.stderr.matchAll(/^warning: .*: constraint `(.+)` of table `.+`: its message is its SQL/gm),
      ];
      assert.deepEqual(warned.map(([, constraint]) => constraint).sort(), WORDLESS[name]);
    });
    const mirror = await import(pathToFileURL(path.join(folder, 'dist/index.js')).href);
    const rows = JSON.parse(readFileSync(path.join(here, name, 'rows.json'), 'utf8'));
    await compare(name, mirror, rows, leftToServer(folder));
    for (const [constraint, { why }] of Object.entries(LEFT[name])) {
      check(`${name}: the docs say why ${constraint} is the server's`, () =>
        assert.equal(leftToServer(folder).get(constraint), why),
      );
    }
    for (const { table, row, says } of SENTENCES[name]) {
      check(`${name}: says “${says}”`, () => assert.equal(mirror.validateRow(table, row).issues[0].message, says));
    }
    examine(name, mirror, rows, folder);
    typed(name, folder, CONSUMERS[name]);
    const [table] = mirror.tables;
    await inBrowser(name, folder, rows.good[table], table);
  }
} finally {
  await stopAll();
  rmSync(out, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

// Watches what each migration does to a database with rows: which locks it takes, how long it lasts, which CHECKs and
// NOT NULLs it adds, and from which migration on the rows that were there meet them.
import { buildIndexesBefore } from './indexes_before.mjs';
import { migrations } from './migrations.mjs';
import { attempt, query } from './psql.mjs';

/** From the weakest to the strongest, as pg_locks spells them. */
const MODES = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

const TABLES = `SELECT c.oid, n.nspname || '.' || c.relname
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;

/** What a row must be: the CHECKs and NOT NULLs of tables that are no partitions, as conditions. */
const RULES = `SELECT json_build_object('table', n.nspname || '.' || c.relname, 'name', rule.name, 'condition', rule.condition)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (
    SELECT conname AS name, pg_get_expr(conbin, conrelid) AS condition
    FROM pg_constraint WHERE conrelid = c.oid AND contype = 'c'
    UNION ALL
    SELECT attname || ' NOT NULL', format('(%I IS NOT NULL)', attname)
    FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND attnotnull AND NOT attisdropped
  ) rule
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  ORDER BY n.nspname, c.relname, rule.name COLLATE "C"`;

const rows = (text) => text.split('\n').filter(Boolean);
const rulesOf = (url) => rows(query(url, RULES)).map((line) => JSON.parse(line));

/** How many rows do not meet each rule; undefined where that cannot be asked, as something that it names is missing. */
function violations(url, rules) {
  const questions = rules.map(
    ({ table, condition }, number) => `SELECT ${number}, count(*) FROM ${table} WHERE NOT (${condition});`,
  );
  // What cannot be asked is an error, and the next question is asked all the same.
  const { output } = attempt(url, questions.join('\n'), '-v', 'ON_ERROR_STOP=0');
  const answers = new Map(rows(output).map((line) => line.split('|').map(Number)));
  return rules.map((_, number) => answers.get(number));
}

/** Applies one migration, and tells the locks that it held at its end on tables that were there before. */
function applyOne(url, { file, text }) {
  const before = new Map(rows(query(url, TABLES)).map((line) => line.split('|')));
  const begun = performance.now();
  const { output, error } = attempt(
    url,
    `${text}
\\echo locks of this file
SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted;`,
    '-1',
  );
  const seconds = (performance.now() - begun) / 1000;
  if (error !== undefined) throw new Error(`${file}: ${error}`);
  const locks = {};
  for (const line of rows(output.split('locks of this file\n')[1])) {
    const [oid, mode] = line.split('|');
    // Which months there are depends on the day; they are alike.
    const table = before.get(oid)?.replace(/_\d{4}_\d{2}$/, '_YYYY_MM');
    if (table === undefined) continue;
    if (locks[table] === undefined || MODES.indexOf(mode) > MODES.indexOf(locks[table])) locks[table] = mode;
  }
  return { seconds, locks: Object.fromEntries(Object.entries(locks).sort()) };
}

/**
 * Applies all migrations to a database that has only what Supabase provides; `fill` writes rows after the first one, and
 * `after` is called after each.
 * @param {string} url
 * @param {(url: string) => void} fill
 * @param {(file: string) => void} [after]
 */
async function applyAll(url, fill, after = () => {}) {
  const observed = [];
  for (const migration of migrations) {
    await buildIndexesBefore(url, migration.file);
    observed.push({ file: migration.file, ...applyOne(url, migration) });
    if (observed.length === 1) fill(url);
    after(migration.file);
  }
  return observed;
}

/** The locks and the seconds of each migration. */
export const observe = (url, fill) => applyAll(url, fill);

/**
 * The rules that stand at the end, without those of migration 1: which file adds each, and which file sees to it that
 * the rows of `fill` meet it (none where they all did before).
 * @param {() => string} database gives another such database at each call
 * @param {(url: string) => void} fill
 */
export async function observeRules(database, fill) {
  const added = new Map();
  const first = database();
  await applyAll(first, fill, (file) => {
    const present = rulesOf(first).map(({ table, name }) => `${table} ${name}`);
    for (const key of added.keys()) if (!present.includes(key)) added.delete(key);
    for (const key of present) if (!added.has(key)) added.set(key, file);
  });
  const rules = rulesOf(first)
    .map((rule) => ({ ...rule, addedBy: added.get(`${rule.table} ${rule.name}`) }))
    .filter(({ addedBy }) => addedBy !== migrations[0].file);

  const broken = rules.map(() => []);
  const second = database();
  await applyAll(second, fill, (file) => {
    for (const [number, count] of violations(second, rules).entries()) broken[number].push([file, count]);
  });
  return rules.map((rule, number) => {
    const last = broken[number].findLastIndex(([, count]) => count > 0);
    const mendedBy = last < 0 ? undefined : broken[number][last + 1]?.[0];
    return mendedBy === undefined ? rule : { ...rule, mendedBy };
  });
}

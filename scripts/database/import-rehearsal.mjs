// What an import of the old tables would do to the database DATABASE_URL=…: how many sessions it would make or change,
// what it could not take over and why, and what the module says of the newest values before they are mended. All in
// one transaction that cannot write.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { validateSessions } from 'event-wizard-validator';
import { connection, query } from './psql.mjs';

const url = process.env.DATABASE_URL;
const batch = Number(process.env.BATCH || 500);
const most = Number(process.env.EXAMPLES || 3);

/** Counts what is told under a key, and keeps the first few examples. */
class Tally {
  #told = new Map();

  add(key, example) {
    const found = this.#told.get(key) ?? { count: 0, examples: [] };
    found.count += 1;
    if (example !== undefined && found.examples.length < most) found.examples.push(example);
    this.#told.set(key, found);
  }

  print(title, none) {
    console.log(`\n${title}`);
    const lines = [...this.#told].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
    if (lines.length === 0) console.log(`  ${none}`);
    for (const [key, { count, examples }] of lines) {
      console.log(`${String(count).padStart(9)}  ${key}`);
      if (examples.length > 0) console.log(`           such as ${examples.join(', ')}`);
    }
  }

  get size() {
    return this.#told.size;
  }
}

/** A text of the old tables, on one line and not endless. */
function shown(text) {
  const line = JSON.stringify(text).slice(1, -1);
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

const actions = new Tally();
const left = new Tally();
const objections = new Tally();
const refusals = new Tally();
const unexpected = new Tally();
let sound = 0;
let judged = 0;

/** The module's bulk check judges an array as one statement; told here is which rows are at fault. */
function judge(plans) {
  const rows = plans.map(({ plan }) => plan.newest);
  // As a statement ends with its first error, a batch with a fault is judged row by row.
  const all = validateSessions(rows, { maxIssues: 1 });
  judged += rows.length;
  if (all.valid) {
    sound += rows.length;
    return;
  }
  for (const { session, plan } of plans) {
    const verdict = validateSessions([plan.newest], { maxIssues: 20 });
    if (verdict.valid) sound += 1;
    const codes = new Set(
      verdict.issues.map(({ source, code, path }) => {
        const place = path
          .slice(1)
          .map((step) => (typeof step === 'number' ? '[]' : step))
          .join('.');
        return `${source}: ${code}${place === '' ? '' : ` at ${place}`}`;
      }),
    );
    for (const code of codes) objections.add(code, shown(session));
  }
}

function take(batchOfPlans) {
  for (const { session, plan } of batchOfPlans) {
    actions.add(plan.action);
    if (plan.action === 'refused') refusals.add(plan.failed.join(', '), shown(session));
    for (const { old_table: table, id, why } of plan.kept ?? []) {
      for (const [column, reason] of Object.entries(why)) left.add(`${table}.${shown(column)}: ${reason}`, id);
    }
    if (plan.row) {
      const { valid, issues } = validateSessions([plan.row], { maxIssues: 5, stages: 'skip' });
      if (!valid) for (const { code } of issues) unexpected.add(code, shown(session));
    }
  }
  const told = batchOfPlans.filter(({ session, plan }) => session !== '' && plan.newest);
  if (told.length > 0) judge(told);
}

const tables = query(
  url,
  `SELECT old_table || ': ' || CASE
     WHEN NOT is_there THEN 'is not there'
     ELSE concat_ws('; ', 'is there', CASE WHEN needed_columns <> '{}' THEN 'LACKS ' || array_to_string(needed_columns, ', ') END,
       'lacks ' || nullif(array_to_string(missing_columns, ', '), ''),
       'the new tables have no place for ' || nullif(array_to_string(other_columns, ', '), '')) END
   FROM wizard_private.old_tables()`,
);
console.log(tables);

// One snapshot for all batches, and nothing can be written.
const begin = `SET client_min_messages = warning;
SET TIME ZONE 'UTC';
BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
`;

/** The plans, batch by batch, from one psql that is open all the time. */
async function* plans() {
  const { address, env } = connection(url);
  const child = spawn('psql', ['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', address], { env });
  let told = '';
  child.stderr.on('data', (text) => {
    told += text;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(begin);
  let after = 'NULL';
  for (;;) {
    child.stdin.write(
      `SELECT json_build_object('session', session_id, 'plan', plan) FROM wizard_private.rehearse_old_tables(${after}, ${batch});\n\\echo\n`,
    );
    const found = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done) {
        await ended;
        throw new Error(told.trim());
      }
      if (value === '') break;
      found.push(JSON.parse(value));
    }
    if (found.length === 0) break;
    yield found;
    after = `convert_from('\\x${Buffer.from(found.at(-1).session).toString('hex')}', 'UTF8')`;
  }
  child.stdin.end('COMMIT;\n');
  await ended;
}

try {
  for await (const found of plans()) take(found);
} catch (error) {
  console.error(`db-import-rehearsal: ${error.message}`);
  process.exit(1);
}
actions.print('What would become of the sessions', 'there are no old rows');
left.print('Values that would be kept in the audit log', 'none');
console.log(`\nThe newest values as they are: ${sound} of ${judged} sessions are valid.`);
objections.print('What the module says of the others', 'nothing');
refusals.print('Sessions that would not be imported, and the CHECKs that they would fail', 'none');
if (unexpected.size > 0) {
  unexpected.print('Sessions as they would be stored, which the module refuses: this should not be', '');
  process.exit(1);
}

// Usage: node scripts/validate.mjs ROW_FILE [--json]   Judges the file's JSON text as a request body, and prints the verdict,
// and the link to the demo page (make demo) that shows this row beside PostgreSQL's own answer.
// TABLE=sessions|actions, OPERATION=insert|update, CURRENT=file with the stored row (for updates), STAGES=draft|complete|skip.
// Exit status: 0 if the row is valid, 1 if it is not, 2 if it could not be judged (no such file, an unknown option).
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { validateActionJson, validateSessionJson } from 'event-wizard-validator';

const validators = { sessions: validateSessionJson, actions: validateActionJson };

function fail(message) {
  console.error(`validate: ${message}`);
  process.exit(2);
}

/** The text of the file. PostgREST accepts UTF-8 only. */
function read(file) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    return fail(error instanceof TypeError ? `${file} is not UTF-8 text` : error.message);
  }
}

function readRow(file) {
  try {
    return JSON.parse(read(file));
  } catch (error) {
    return fail(`${file}: ${error.message}`);
  }
}

function judge(file, { TABLE, OPERATION, CURRENT, STAGES }) {
  const table = TABLE || 'sessions';
  const validate = Object.hasOwn(validators, table) ? validators[table] : undefined;
  if (!validate) fail(`TABLE must be one of ${Object.keys(validators).join(', ')}, not ${table}`);
  const options = {
    operation: OPERATION || undefined,
    current: CURRENT ? readRow(CURRENT) : undefined,
    stages: STAGES || undefined,
  };
  try {
    return validate(read(file), options);
  } catch (error) {
    // An unknown OPERATION or STAGES; the message names what is allowed.
    if (error instanceof TypeError) return fail(error.message);
    throw error;
  }
}

/** The verdict as lines for people: the headline, then two lines an issue. */
function describe(file, { valid, persistable, issues }) {
  if (valid) return `${file}: valid`;
  const count = issues.length === 1 ? '1 issue' : `${issues.length} issues`;
  const headline = persistable ? 'the database would accept it' : 'the database would refuse it';
  const lines = issues.map(({ source, code, sqlstate, pointer, message }) => {
    const named = sqlstate ? `${code} (${sqlstate})` : code;
    return `  ${source.padEnd(8)}  ${pointer || 'the row'}: ${named}\n            ${message}`;
  });
  return [`${file}: not valid, ${count}; ${headline}`, ...lines].join('\n');
}

/** The row in the demo page, as `www/src/tabs/row/question.ts` reads it; the page knows no upserts, and stored rows by their id. */
function linkTo(file, { TABLE, OPERATION, CURRENT, STAGES, DEMO_PORT }) {
  const isUpdate = OPERATION === 'update' && CURRENT && typeof readRow(CURRENT)?.id === 'string';
  if (!isUpdate && (OPERATION || 'insert') !== 'insert') return undefined;
  const params = new URLSearchParams({
    ...(TABLE === 'actions' && { table: TABLE }),
    ...(isUpdate && { op: OPERATION, current: read(CURRENT) }),
    ...(STAGES && { stages: STAGES }),
    row: read(file),
  });
  return `http://127.0.0.1:${DEMO_PORT || 4173}/#row?${params}`;
}

const args = process.argv.slice(2).filter((argument) => argument !== '--json');
const [file] = args;
if (args.length !== 1 || !file) {
  fail(
    'give one file: make validate ROW=path/to/row.json [TABLE=sessions|actions] [OPERATION=insert|update] [CURRENT=path/to/stored.json] [STAGES=draft|complete|skip] [JSON=1]',
  );
}
const verdict = judge(file, process.env);
if (process.argv.includes('--json')) console.log(JSON.stringify(verdict, null, 2));
else {
  console.log(describe(file, verdict));
  const link = linkTo(file, process.env);
  if (link) console.log(`Beside PostgreSQL's answer, while make demo runs: ${link}`);
}
process.exitCode = verdict.valid ? 0 : 1;

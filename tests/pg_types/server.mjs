// Usage: node tests/pg_types/server.mjs DATABASE_URL [--record FILE]
// Gives every case of this folder to a server, as PostgREST would, and reports where the answers differ. With --record,
// FILE has lines with only `type` and `json`, and the cases with this server's answers are printed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [url, flag, recorded] = process.argv.slice(2);
const folder = fileURLToPath(new URL('.', import.meta.url));

/** The types that a schema's migrations would create. */
const SETUP = `SET client_min_messages = warning; SET timezone = 'UTC';
CREATE TYPE pg_temp.mood AS ENUM ('sad', 'ok', 'happy', 'Très gai', 'a label of more than sixteen bytes');`;

/** The server's own count, infinities included. */
const sent = (type, bits, value) =>
  `('x' || encode(${type}_send(${value}), 'hex'))::bit(${bits})::${bits === 64 ? 'bigint' : 'integer'}::text`;

/** SQL for a value in the form used by the files. */
function printed(type, value) {
  const base = type.replace(/\(.*\)/, '');
  switch (base) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'bpchar':
      return `to_json(${value}::text)::text`;
    case 'bytea':
      return `encode(${value}, 'hex')`;
    case 'date':
      return sent('date', 32, value);
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return sent(base, 64, value);
    case 'mood':
      return `(array_position(enum_range(NULL::pg_temp.mood), ${value}) - 1)::text`;
    case 'json':
    case 'jsonb':
      return `'jsonb'`;
    default:
      return `${value}::text`;
  }
}

/** The key of an array's element. */
function key(type, value) {
  const base = type.replace(/\(.*\)/, '');
  if (base === 'numeric') return `trim_scale(${value})::text`;
  if (base.startsWith('timestamp') || base === 'date')
    return `CASE WHEN isfinite(${value}) THEN ${printed(type, value)} ELSE ${value}::text END`;
  return ['text', 'varchar', 'char'].includes(base) ? `${value}::text` : printed(type, value);
}

function query(type) {
  const [, element] = /^(.*)\[\]$/.exec(type === 'text_array' ? 'text[]' : type) ?? [];
  if (element === undefined) return printed(type, 'c');
  return `coalesce(array_dims(c), '') || '[' || coalesce((SELECT string_agg(coalesce(to_json(${key(element, 'e')})::text, 'null'), ', ' ORDER BY n) FROM unnest(c) WITH ORDINALITY AS u(e, n)), '') || ']'`;
}

const sqlType = (type) =>
  ({ text_array: 'text[]', double: 'double precision' })[type] ?? type.replace(/^mood/, 'pg_temp.mood');

function cases() {
  if (flag === '--record')
    return readFileSync(recorded, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return files.flatMap((file) =>
    readFileSync(folder + file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const one = JSON.parse(line);
        return { type: file.slice(0, -'.jsonl'.length), ...one, at: `${file}: ${one.description}` };
      }),
  );
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const all = cases();
const statements = all.map(({ type, json }) => {
  const statement = `SELECT CASE WHEN c IS NULL THEN 'null' ELSE ${query(type)} END FROM json_to_record($1::json) AS _(c ${sqlType(type)})`;
  return `SELECT pg_temp.answer(${quoted(statement)}, ${quoted(`{"c":${json}}`)});`;
});
const script = `${SETUP}
CREATE FUNCTION pg_temp.answer(statement text, body text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE value text;
BEGIN
  EXECUTE statement INTO value USING body;
  RETURN to_json(value)::text;
EXCEPTION WHEN OTHERS THEN RETURN '!' || SQLSTATE;
END $$;
SELECT split_part(version(), ' ', 2);
${statements.join('\n')}`;
const psql = spawnSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url], {
  input: script,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
if (psql.status !== 0) throw new Error(psql.stderr);
const [version, ...answers] = psql.stdout.trimEnd().split('\n');
let wrong = 0;
all.forEach((one, index) => {
  const answer = answers[index];
  const sqlstate = answer.startsWith('!') ? answer.slice(1) : null;
  const value = sqlstate === null ? JSON.parse(answer) : undefined;
  if (flag === '--record') {
    const { description = one.json, json, type } = one;
    console.log(JSON.stringify({ description, json, type, sqlstate, ...(value === undefined ? {} : { value }) }));
    return;
  }
  const isAccepted = sqlstate === null;
  const isFloat = one.type === 'real' || one.type === 'double';
  const same =
    one.value === undefined ||
    one.value === 'unknown' ||
    value === one.value ||
    (isFloat && Number(value) === Number(one.value));
  // What one version refuses is refused; the versions that accept it are listed.
  const may = one.accepted_by?.some((listed) => version.startsWith(String(listed))) || one.unknowable === true;
  const refusedOtherwise = one.refused_otherwise_by?.some((listed) => version.startsWith(String(listed)));
  const agrees = isAccepted
    ? (one.sqlstate === null && same) || may
    : sqlstate === one.sqlstate || may || refusedOtherwise;
  if (!agrees) {
    wrong += 1;
    console.error(
      `${version}: ${one.at} ${one.type} ${one.json}: ${sqlstate ?? value}, not ${one.sqlstate ?? one.value}`,
    );
  }
});
if (flag !== '--record') console.log(`PostgreSQL ${version}: ${all.length - wrong} of ${all.length} cases agree`);
process.exitCode = wrong === 0 ? 0 : 1;

// Usage: node scripts/validate.mjs ROW_FILE   Prints the module's verdict on the JSON text in the file.
// TABLE=actions (else sessions), OPERATION=update (else insert), STAGES=draft|complete|skip. Exit status: 0 valid, 1 not, 2 no such file.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { validateActionJson, validateSessionJson } from 'event-wizard-validator';

const [file] = process.argv.slice(2);
const { TABLE = 'sessions', OPERATION, STAGES } = process.env;
const validators = { sessions: validateSessionJson, actions: validateActionJson };
const validate = validators[TABLE];
if (!file || !validate) {
  console.error('usage: make validate ROW=path/to/row.json [TABLE=sessions|actions] [OPERATION=insert|update] [STAGES=…]');
  process.exit(2);
}
let text;
try {
  text = readFileSync(file, 'utf8');
} catch (error) {
  console.error(`validate: ${error.message}`);
  process.exit(2);
}
const options = {};
if (OPERATION) options.operation = OPERATION;
if (STAGES) options.stages = STAGES;
const verdict = validate(text, options);
console.log(JSON.stringify(verdict, null, 2));
process.exitCode = verdict.valid ? 0 : 1;

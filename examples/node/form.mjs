// A form using Standard Schema, which TanStack Form, react-hook-form and many others accept as it is: one message for
// each field. `node form.mjs` prints them.
import process from 'node:process';
import { stageSchemas } from 'event-wizard-validator';

/** The first message for each field, by its path: `{ 'tiers.0.name': '…' }`. Empty if nothing is wrong. */
export function errorsOf(schema, values) {
  const outcome = schema['~standard'].validate(values);
  const errors = {};
  for (const { path, message } of outcome.issues ?? []) {
    // A step of a path is a key, or an object that contains one.
    const field = path.map((step) => (typeof step === 'object' ? step.key : step)).join('.');
    errors[field] ??= message;
  }
  return errors;
}

if (process.argv[1] === import.meta.filename) {
  console.log(errorsOf(stageSchemas.organizerSetup, { name: ' ', email: 'ada@example' }));
}

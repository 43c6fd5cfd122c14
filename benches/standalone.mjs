// Generates Ajv's code, as a user of Ajv would when building the app: a module that needs no eval.

import { fileURLToPath } from 'node:url';
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { createAjv } from './contestants/ajv.mjs';
import { stages } from './contestants/schemas.mjs';

const formatsFile = fileURLToPath(new URL('contestants/ajv_formats.mjs', import.meta.url));

/** The module's text, with the exports of a contestant. It asks for what it needs by `require`, which bundlers know. */
export function standalone(options) {
  const formats = _`require(${formatsFile}).formats`;
  const ajv = createAjv({ ...options, code: { source: true, esm: true, optimize: 2, formats } });
  const ids = Object.fromEntries(Object.entries(stages).map(([stage, { $id }]) => [stage, $id]));
  const code = standaloneCode(ajv, { ...ids, insert: 'urn:row:insert', update: 'urn:row:update' });
  return `${code}
export const stages = { ${Object.keys(stages)} };
export const issues = (stage, data) => (stages[stage](data) ? 0 : stages[stage].errors.length);
`;
}

// @cfworker/json-schema, which interprets JSON Schemas as they are; it stops at the first fault.

import { format as known, Validator } from '@cfworker/json-schema';
import { formats } from './formats.mjs';
import { rowSchemas, stages as schemas } from './schemas.mjs';

for (const [name, format] of Object.entries(formats))
  known[name] = format instanceof RegExp ? (text) => format.test(text) : format;

function takes(schema) {
  const validator = new Validator(schema, '2020-12', true);
  return (data) => validator.validate(data).valid;
}

const rows = rowSchemas((stage) => schemas[stage]);
export const stages = Object.fromEntries(Object.entries(schemas).map(([stage, schema]) => [stage, takes(schema)]));
export const insert = takes(rows.insert);
export const update = takes(rows.update);

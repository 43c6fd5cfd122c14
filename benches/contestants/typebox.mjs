// TypeBox, which compiles JSON Schemas as they are.

import Format from 'typebox/format';
import { Compile } from 'typebox/schema';
import { formats } from './formats.mjs';
import { rowSchemas, stages as schemas } from './schemas.mjs';

for (const [name, format] of Object.entries(formats))
  Format.Set(name, format instanceof RegExp ? (text) => format.test(text) : format);

function takes(schema) {
  const compiled = Compile(schema);
  return (data) => compiled.Check(data);
}

const rows = rowSchemas((stage) => schemas[stage]);
export const stages = Object.fromEntries(Object.entries(schemas).map(([stage, schema]) => [stage, takes(schema)]));
export const insert = takes(rows.insert);
export const update = takes(rows.update);

// Ajv, compiled at run time.

import Ajv2020 from 'ajv/dist/2020.js';
import { formats } from './ajv_formats.mjs';
import { rowSchemas, stages as schemas } from './schemas.mjs';

/** An Ajv that knows the schemas and the formats; `prepare.mjs` also uses it to generate the standalone code. */
export function createAjv(options) {
  const rows = rowSchemas((stage) => ({ $ref: schemas[stage].$id }));
  return new Ajv2020({
    strict: false,
    formats,
    schemas: [...Object.values(schemas), ...Object.values(rows)],
    ...options,
  });
}

const ajv = createAjv();
export const stages = Object.fromEntries(
  Object.entries(schemas).map(([stage, { $id }]) => [stage, ajv.getSchema($id)]),
);
export const insert = ajv.getSchema('urn:row:insert');
export const update = ajv.getSchema('urn:row:update');

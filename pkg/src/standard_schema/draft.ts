// The JSON Schema of a stage that is still being filled in: what `Mode::Draft` of crates/json-judge asks for, in JSON
// Schema's own words. Knows keywords, but no stages.

import { isObject, type Json, withSubschemas } from '../json/subschemas.js';

/**
 * What a draft need not have yet. `maxContains` goes with `contains`, since before draft 2019-09 nothing says that an
 * array may do without an item that is counted.
 */
const NOT_YET = [
  ...['required', 'dependentRequired', 'minItems', 'minProperties'],
  ...['contains', 'minContains', 'maxContains', 'oneOf'],
];

function isEmpty(schema: unknown): boolean {
  return isObject(schema) && Object.keys(schema).length === 0;
}

/** Whether a schema allows neither objects nor arrays. */
function isScalar(schema: unknown): boolean {
  const types = isObject(schema) ? [schema.type].flat() : [undefined];
  return !types.some((type) => type === undefined || type === 'object' || type === 'array');
}

/**
 * The schema of a draft. Every valid draft meets it, and so does all complete data.
 * It shares values with `schema`.
 */
export function draftOf(schema: Json): Json {
  const draft = withSubschemas(schema, draftOf);
  for (const keyword of NOT_YET) delete draft[keyword];
  // What selects a schema and demands nothing looks for presence in a draft too.
  for (const keyword of ['if', 'not']) if (keyword in schema) draft[keyword] = schema[keyword];
  // Members still missing may tell objects and arrays apart, and alternatives.
  if (!isScalar(schema.items)) delete draft.uniqueItems;
  const all = (draft.allOf ?? []) as unknown[];
  if ('oneOf' in schema) all.push({ anyOf: (schema.oneOf as Json[]).map(draftOf) });
  draft.allOf = all.filter((each) => !isEmpty(each));
  // What then asks for nothing is left out, since assistants read all of a schema.
  if ((draft.allOf as unknown[]).length === 0) delete draft.allOf;
  for (const keyword of ['then', 'else']) if (isEmpty(draft[keyword])) delete draft[keyword];
  if (!('then' in draft || 'else' in draft)) delete draft.if;
  return draft;
}

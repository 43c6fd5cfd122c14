// Where a JSON Schema contains other schemas. Knows the keywords, and nothing of what a schema is for.

/** A schema, or the members of one, as JSON. */
export type Json = Record<string, unknown>;

/** Keywords whose value is data and not a schema, and those whose members are schemas by name. */
const DATA = ['const', 'enum', 'default', 'examples', 'dependentRequired'];
const NAMED = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];

/** Whether a value is an object, and so may be a schema with keywords. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object with each of its values replaced. */
function withValues(object: Json, replaced: (value: unknown, name: string) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, replaced(value, name)]));
}

/** The schema with those directly in it replaced. `true` and `false`, which are schemas too, stay. */
export function withSubschemas(schema: Json, replaced: (schema: Json) => Json): Json {
  const ofOne = (value: unknown) => (isObject(value) ? replaced(value) : value);
  return withValues(schema, (value, keyword) => {
    if (DATA.includes(keyword)) return value;
    if (NAMED.includes(keyword)) return withValues(value as Json, ofOne);
    return Array.isArray(value) ? value.map(ofOne) : ofOne(value);
  });
}

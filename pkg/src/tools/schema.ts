// A JSON Schema rewritten for the strict mode of a model provider: what the mode does not read goes into descriptions, so
// that the schema allows more than before and the assistant is told all the same. Knows profiles, but no stages.

import { isObject, type Json, withSubschemas } from '../json/subschemas.js';
import type { ToolProfile } from './profiles.js';
import { sentencesOf } from './words.js';

/** Whether the profile reads a keyword with this value. */
function isRead({ keywords, formats, mostMinItems }: ToolProfile, keyword: string, value: unknown): boolean {
  if (!keywords.includes(keyword)) return false;
  if (keyword === 'format') return formats.includes(String(value));
  if (keyword === 'minItems') return Number(value) <= mostMinItems;
  return keyword !== 'additionalProperties' || value === false;
}

/** Whether some object in the schema may have members that the schema does not name. */
function isOpen(schema: unknown): boolean {
  if (!isObject(schema)) return false;
  return schema.type === 'object' ? schema.additionalProperties !== false : isOpen(schema.items);
}

/** The schema, which null meets too. */
export function orNull({ type, enum: values, const: only, ...rest }: Json): Json {
  const allowed = values ?? (only === undefined ? undefined : [only]);
  return {
    ...(type !== undefined && { type: [type, 'null'].flat() }),
    ...rest,
    ...(Array.isArray(allowed) && { enum: [...allowed, null] }),
  };
}

/** Takes the properties away that a closed schema cannot have, and says so. */
function withoutOpen(schema: Json, sentences: string[]): void {
  const properties = schema.properties as Json;
  const open = Object.keys(properties).filter((name) => isOpen(properties[name]));
  for (const name of open) {
    delete properties[name];
    sentences.push(`${name} cannot be given here, since any fields may be in it.`);
  }
  if (Array.isArray(schema.required)) schema.required = schema.required.filter((name) => !open.includes(name));
}

/** Makes every property required, with null for none. */
function withAllRequired(schema: Json, sentences: string[]): void {
  const properties = schema.properties as Json;
  const names = Object.keys(properties);
  const optional = names.filter((name) => !((schema.required ?? []) as string[]).includes(name));
  for (const name of optional) properties[name] = orNull(properties[name] as Json);
  if (optional.length > 0) sentences.push('A field that is null counts as left out.');
  schema.required = names;
}

/**
 * The schema as the profile reads it: whatever meets `schema` meets it too, but for properties that cannot be given (its
 * description names them). With `allRequired`, null stands for what is left out.
 */
export function rewritten(profile: ToolProfile, schema: Json): Json {
  const inner = withSubschemas(schema, (each) => rewritten(profile, each));
  const out: Json = {};
  const sentences: string[] = [];
  for (const [keyword, value] of Object.entries(inner)) {
    if (isRead(profile, keyword, value)) out[keyword] = value;
    else if (keyword === 'const' && profile.keywords.includes('enum')) out.enum = [value];
    else sentences.push(...sentencesOf(keyword, schema));
  }
  if (isObject(out.properties)) {
    if (profile.closed) withoutOpen(out, sentences);
    if (profile.allRequired) withAllRequired(out, sentences);
  }
  // A name for people stands first, as before the description of a field in an editor.
  const title = schema.title === undefined || 'title' in out ? undefined : `${schema.title}.`;
  const description = [title, out.description, ...sentences].filter((each) => each !== undefined).join(' ');
  return description === '' ? out : { ...out, description };
}

/**
 * The value without members that are null where the schema has a property of that name. What the schema does not
 * describe stays, such as the members of registration questions.
 */
export function withoutNull(schema: unknown, value: unknown): unknown {
  if (!isObject(schema)) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNull(schema.items, item));
  const { properties } = schema;
  if (!isObject(value) || !isObject(properties)) return value;
  const members = Object.entries(value).filter(([name, each]) => each !== null || !Object.hasOwn(properties, name));
  return Object.fromEntries(
    members.map(([name, each]) => [name, Object.hasOwn(properties, name) ? withoutNull(properties[name], each) : each]),
  );
}

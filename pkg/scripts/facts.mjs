// What JavaScript must know before the wasm module is loaded: names, and the stages' schemas for labels and for
// Standard JSON Schema. Reads `schemas/`, judges nothing.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What each value of an `enum` is called, in English: for messages, which find it by the field's title. */
const ENUM_TITLES = 'x-enum-titles';

/** Schema keywords for those who edit the schemas; nobody reads them from the package. */
const LEFT_OUT = new Set(['$comment', ENUM_TITLES]);

/** Strings of one length above which a list is written as one string: lists of codes, as the wasm module has them. */
const LONG = 100;

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** SHA-256 over every file that is compiled in, by path, cut to 16 hex digits. */
function schemaVersion(folder) {
  const hash = createHash('sha256');
  const files = ['migrations', 'stages'].flatMap((name) =>
    readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`),
  );
  for (const file of [...files, 'lifecycle.json'].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(folder, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** The text of `generated/facts.ts`. */
export function factsModule(folder) {
  const lifecycle = json(path.join(folder, 'lifecycle.json'));
  const data = lifecycle.stages.map(({ stage, schema }) => [stage, `${schema[0].toUpperCase()}${schema.slice(1)}Data`]);
  const list = (names) => JSON.stringify(names);
  return `// Made by scripts/build.mjs from schemas/. Do not edit.

import { ${lifecycle.stages.map(schemaName).join(', ')} } from './schemas.js';
import type { ${data.map(([, type]) => type).join(', ')} } from './types.js';

/** The wizard's stages, in the order in which they are filled in. */
export const stages = ${list(lifecycle.stages.map(({ stage }) => stage))} as const;
/** A stage of the wizard, by name. */
export type Stage = (typeof stages)[number];

/** The status values of a session. */
export const statuses = ${list(Object.keys(lifecycle.status.transitions))} as const;
/** A session's status. */
export type Status = (typeof statuses)[number];

/** The status values of a session in which every stage is complete. */
export const finished: readonly string[] = ${list(lifecycle.status.finished)};

/** A hash of the migrations, stage schemas and lifecycle that are compiled in. */
export const schemaVersion: string = ${JSON.stringify(schemaVersion(folder))};

/** Each stage's complete data. */
export type StageData = {
${data.map(([stage, type]) => `  readonly ${stage}: ${type};`).join('\n')}
};

/** The column that holds each stage's data, in the order of \`stages\`. */
export const stageColumns: readonly string[] = ${list(lifecycle.stages.map(({ column }) => column))};

/** The stages' JSON Schemas (2020-12), without comments, in the order of \`stages\`. */
export const schemas: readonly object[] = [${lifecycle.stages.map(schemaName).join(', ')}];
`;
}

/** The text of `generated/currencies.ts`: those that tickets can be sold in, for messages, which then need no schema. */
export function currenciesModule(folder) {
  const { currency } = json(path.join(folder, 'stages/ticket.json')).properties;
  return `// Made by scripts/build.mjs from schemas/. Do not edit.

import { codes } from '../json_schema.js';

/** The currencies of the ticket stage (ISO 4217). */
export const currencies: readonly string[] = ${expression(currency.enum)};
`;
}

/** The text of `generated/value_titles.ts`: what the values of each field are called, by the field's title. */
export function valueTitlesModule(folder) {
  const titles = {};
  JSON.stringify(
    json(path.join(folder, 'lifecycle.json')).stages.map(({ schema }) =>
      json(path.join(folder, `stages/${schema}.json`)),
    ),
    (_, value) => {
      const own = value?.[ENUM_TITLES];
      if (own !== undefined && typeof value.title === 'string')
        titles[value.title] = { ...titles[value.title], ...own };
      return value;
    },
  );
  return `// Made by scripts/build.mjs from schemas/. Do not edit.

/** What the values of a field are called in English, by the field's title: \`{ Attendance: { offline: 'In person' } }\`. */
export const valueTitles: Readonly<Record<string, Readonly<Record<string, string>>>> = ${JSON.stringify(titles)};
`;
}

const schemaName = ({ schema }) => `${schema}Schema`;

/** A JSON value as an expression. */
function expression(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (!Array.isArray(value)) {
    return `{${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${expression(each)}`)}}`;
  }
  const [{ length } = []] = value;
  return value.length > LONG && value.every((each) => typeof each === 'string' && each.length === length)
    ? `/* @__PURE__ */ codes(${JSON.stringify(value.join(''))}, ${length})`
    : `[${value.map(expression)}]`;
}

/** The text of `generated/schemas.ts`: each stage's JSON Schema as an export of its own. */
export function schemasModule(folder) {
  const one = (stage) => {
    const text = readFileSync(path.join(folder, 'stages', `${stage.schema}.json`), 'utf8');
    const schema = JSON.parse(text, (key, value) => (LEFT_OUT.has(key) ? undefined : value));
    return `/** The JSON Schema (2020-12) of the stage \`${stage.stage}\`, without comments. */
export const ${schemaName(stage)}: JsonSchema = ${expression(schema)};
`;
  };
  return `// Made by scripts/build.mjs from schemas/. Do not edit.

import { codes, type JsonSchema } from '../json_schema.js';

${json(path.join(folder, 'lifecycle.json')).stages.map(one).join('\n')}`;
}

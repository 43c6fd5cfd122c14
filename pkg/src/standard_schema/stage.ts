// A stage's schema in the form that form libraries, routers and assistants accept: Standard Schema v1 and Standard JSON
// Schema. Knows both specifications, but no stages.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { oneOf } from '../api/arguments.js';
import { isRow } from '../api/bulk.js';
import type { AnyIssue, Verdict } from '../issue/issue.js';
import { type Json, withSubschemas } from '../json/subschemas.js';

/**
 * A schema that implements both specifications. `Input` is what may be tried, such as what a form holds; `Output` is what
 * was found valid.
 */
export interface StageSchema<Input, Output = Input> {
  readonly '~standard': StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output>;
}

const TARGETS = ['draft-2020-12', 'draft-07'];
const DRAFT_2020_12 = 'https://json-schema.org/draft/2020-12/schema';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

/** The schema in draft 7. What that lacks only ever made the schema stricter. */
function toDraft07(schema: Json): Json {
  const { dependentRequired, dependentSchemas, minContains, maxContains, prefixItems, ...out } = withSubschemas(
    schema,
    toDraft07,
  );
  if (prefixItems !== undefined) {
    if ('items' in out) out.additionalItems = out.items;
    out.items = prefixItems;
  }
  const dependencies: Json = { ...(dependentSchemas as Json) };
  for (const [name, required] of Object.entries(dependentRequired ?? {})) {
    const other = dependencies[name];
    dependencies[name] = other === undefined ? { required } : { allOf: [other, { required }] };
  }
  if (Object.keys(dependencies).length > 0) out.dependencies = dependencies;
  return out;
}

/**
 * The requested dialect, read as an own property. Options that this package does not know belong to the specification.
 */
function targetOf(options: StandardJSONSchemaV1.Options): unknown {
  if (!isRow(options)) throw new TypeError("options must be an object such as { target: 'draft-2020-12' }");
  return Object.hasOwn(options, 'target') ? options.target : undefined;
}

/** A fresh copy in the requested dialect, since callers modify what they get. */
function jsonSchema(schema: object, target: unknown): Json {
  const older = oneOf(target, TARGETS, 'target');
  const copy: Json = JSON.parse(JSON.stringify(schema));
  return older ? { ...toDraft07(copy), $schema: DRAFT_07 } : { $schema: DRAFT_2020_12, ...copy };
}

/**
 * A stage schema on top of a function that judges. `schema` returns the JSON Schema, of the input and of the output: what
 * is sent in the hope that it is valid should be written by the schema that it must meet.
 */
export function stageSchema<Input, Output>(
  schema: () => object,
  judge: (value: unknown) => Verdict<AnyIssue>,
): StageSchema<Input, Output> {
  const inDialect = (options: StandardJSONSchemaV1.Options) => jsonSchema(schema(), targetOf(options));
  return {
    '~standard': {
      version: 1,
      vendor: 'event-wizard-validator',
      validate: (value) => {
        let verdict: Verdict<AnyIssue>;
        try {
          verdict = judge(value);
        } catch (error) {
          // A value that is not JSON at all is bad data here, not a wrong call.
          if (error instanceof TypeError) return { issues: [{ message: error.message, path: [] }] };
          throw error;
        }
        // The best issue of each path comes first, since some readers keep only one.
        const issues = verdict.issues.map(({ message, path }) => ({ message, path }));
        return verdict.valid ? { value: value as Output } : { issues };
      },
      jsonSchema: { input: inDialect, output: inDialect },
    },
  };
}

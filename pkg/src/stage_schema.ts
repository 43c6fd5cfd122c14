// A stage's schema in the form that form libraries, routers and assistants accept: Standard Schema v1 and Standard JSON
// Schema. Knows both specifications, but no stages.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { oneOf } from './arguments.js';
import type { AnyIssue, Verdict } from './issue.js';

/** A schema that implements both specifications. */
export interface StageSchema<Data> {
  readonly '~standard': StandardSchemaV1.Props<Data> & StandardJSONSchemaV1.Props<Data>;
}

type Json = Record<string, unknown>;

const TARGETS = ['draft-2020-12', 'draft-07'];
const DRAFT_2020_12 = 'https://json-schema.org/draft/2020-12/schema';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

/** Keywords whose value is data and not a schema, and those whose members are schemas by name. */
const DATA = ['const', 'enum', 'default', 'examples'];
const NAMED = ['properties', '$defs'];

/** The schema, or a list of them, in draft 7. Keywords that it lacks only ever made the schema stricter. */
function toDraft07(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toDraft07);
  if (schema === null || typeof schema !== 'object') return schema;
  const out: Json = {};
  const dependencies: Json = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'dependentRequired' || keyword === 'dependentSchemas') {
      for (const [name, demand] of Object.entries(value)) {
        const one = Array.isArray(demand) ? { required: demand } : toDraft07(demand);
        const other = dependencies[name];
        dependencies[name] = other === undefined ? one : { allOf: [other, one] };
      }
      out.dependencies = dependencies;
    } else if (NAMED.includes(keyword)) {
      out[keyword] = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toDraft07(each)]));
    } else if (!/^m..Contains$/.test(keyword)) {
      const renamed =
        keyword === 'prefixItems'
          ? 'items'
          : keyword === 'items' && 'prefixItems' in schema
            ? 'additionalItems'
            : keyword;
      out[renamed] = DATA.includes(keyword) ? value : toDraft07(value);
    }
  }
  return out;
}

/**
 * The requested dialect, read as an own property. Options that this package does not know belong to the specification.
 */
function targetOf(options: StandardJSONSchemaV1.Options): unknown {
  return Object.hasOwn(options, 'target') ? options.target : undefined;
}

/** A fresh copy in the requested dialect, since callers modify what they get. */
function jsonSchema(schema: object, target: unknown): Json {
  const older = oneOf(target, TARGETS, 'target');
  const copy: Json = JSON.parse(JSON.stringify(schema));
  return older ? { ...(toDraft07(copy) as Json), $schema: DRAFT_07 } : { $schema: DRAFT_2020_12, ...copy };
}

/** A stage schema on top of a function that judges complete data. */
export function stageSchema<Data>(schema: object, judge: (value: unknown) => Verdict<AnyIssue>): StageSchema<Data> {
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
        return verdict.valid ? { value: value as Data } : { issues };
      },
      jsonSchema: {
        input: (options) => jsonSchema(schema, targetOf(options)),
        output: (options) => jsonSchema(schema, targetOf(options)),
      },
    },
  };
}

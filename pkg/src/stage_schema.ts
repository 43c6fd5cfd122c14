// A stage's schema as form libraries, routers and assistants take it: Standard Schema v1 and Standard
// JSON Schema. Knows the shape of both specifications and no stage.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { oneOf } from './arguments.js';
import type { AnyIssue, Verdict } from './issue.js';

/** Implements both specifications. */
export interface StageSchema<Data> {
  readonly '~standard': StandardSchemaV1.Props<Data> & StandardJSONSchemaV1.Props<Data>;
}

type Json = Record<string, unknown>;

const TARGETS = ['draft-2020-12', 'draft-07'];
const DRAFT_2020_12 = 'https://json-schema.org/draft/2020-12/schema';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

/** Keywords whose value is data, no schema, and those whose members are schemas by name. */
const DATA = ['const', 'enum', 'default', 'examples'];
const NAMED = ['properties', '$defs'];

/** The schema, or a list of them, in the older dialect's words. Keywords that it lacks only ever made it stricter. */
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

/** The dialect that is asked for, as an own property. Options that this package does not know are the specification's. */
function targetOf(options: StandardJSONSchemaV1.Options): unknown {
  return Object.hasOwn(options, 'target') ? options.target : undefined;
}

/** A fresh copy in the dialect asked for: those who ask change what they get. */
function jsonSchema(schema: object, target: unknown): Json {
  const older = oneOf(target, TARGETS, 'target');
  const copy: Json = JSON.parse(JSON.stringify(schema));
  return older ? { ...(toDraft07(copy) as Json), $schema: DRAFT_07 } : { $schema: DRAFT_2020_12, ...copy };
}

/** The stage schema over a function that judges complete data. */
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
          // What is no JSON at all is bad data here, not a bad call.
          if (error instanceof TypeError) return { issues: [{ message: error.message, path: [] }] };
          throw error;
        }
        // The best issue of a path comes first, as some readers keep one only.
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

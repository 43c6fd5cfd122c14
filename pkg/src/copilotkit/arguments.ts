// The arguments of the tools of /copilotkit: their schemas for the model, and what is wrong with arguments that it sent,
// which CopilotKit does not check. Knows no stage's data, which is judged where it is merged.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { isRow } from '../api/bulk.js';
import type { RawIssue } from '../issue/issue.js';
import { own } from '../issue/label.js';
import { messageIn, reading } from '../json/text.js';

/** What a tool's arguments must be: an object with these members, and no others. */
export interface Shape {
  readonly properties: Readonly<Record<string, { readonly type?: string; readonly enum?: readonly string[] }>>;
  readonly required: readonly string[];
}

/** The arguments' schema, as Standard Schema v1 and Standard JSON Schema. */
export interface ToolParameters<Args> {
  readonly '~standard': StandardSchemaV1.Props<Args> & StandardJSONSchemaV1.Props<Args>;
}

function issue(code: string, path: RawIssue['path'], params: RawIssue['params']): RawIssue {
  return { source: 'schema', code, path, params };
}

/** What is wrong with the arguments; nothing if they have the shape. */
export function argumentIssues(shape: Shape, args: unknown): RawIssue[] {
  if (!isRow(args)) return [issue('type', [], { type: 'object' })];
  const issues: RawIssue[] = [];
  for (const name of shape.required) {
    if (!Object.hasOwn(args, name)) issues.push(issue('required', [name], { missingProperty: name }));
  }
  for (const [name, value] of Object.entries(args)) {
    const property = own(shape.properties, name) as Shape['properties'][string] | undefined;
    if (property === undefined) {
      issues.push(issue('additionalProperties', [name], { additionalProperty: name }));
    } else if (property.enum !== undefined) {
      if (!property.enum.includes(value as string))
        issues.push(issue('enum', [name], { allowedValues: property.enum }));
    } else if (property.type === 'boolean' && typeof value !== 'boolean') {
      issues.push(issue('type', [name], { type: 'boolean' }));
    }
  }
  return issues;
}

/**
 * The parameters of a tool.
 * @param schema makes a fresh JSON Schema of the arguments, since CopilotKit changes what it gets.
 */
export function toolParameters<Args>(
  schema: (options: StandardJSONSchemaV1.Options) => Record<string, unknown>,
  judge: (value: unknown) => readonly { readonly message: string; readonly path: RawIssue['path'] }[],
): ToolParameters<Args> {
  return {
    '~standard': {
      version: 1,
      vendor: 'event-wizard-validator',
      validate(value) {
        let found: ReturnType<typeof judge>;
        try {
          found = reading('arguments', () => judge(value));
        } catch (error) {
          // What cannot even be read is bad data here, not a wrong call.
          return { issues: [{ message: messageIn(error), path: [] }] };
        }
        const issues = found.map(({ message, path }) => ({ message, path }));
        return issues.length > 0 ? { issues } : { value: value as Args };
      },
      jsonSchema: { input: schema, output: schema },
    },
  };
}

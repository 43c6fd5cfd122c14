// Schemas that exist only at run time, over a wasm module that is loaded for the first of them. Knows what a call
// means; every rule about data is in the module.

import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { StageOptions } from '../api/api.js';
import { issueLimit, MOST_ISSUES, oneOf, ownOptions } from '../api/arguments.js';
import { type AnyIssue, pointerOf, type RawIssue, type Verdict, verdictOf } from '../issue/issue.js';
import type { Schema } from '../issue/label.js';
import { withSuggestion } from '../issue/suggestion.js';
import { jsonText, Unwritable } from '../json/text.js';
import { checkedLocale, type Locale, sentenceOf } from '../messages/catalogue.js';
import { createDynamicModule, type DynamicRawIssue, type Handle, notJudged, SchemaError } from './module.js';

/** How a schema is read. */
export interface CompileOptions {
  /** The dialect of a schema without `$schema`; 2020-12 by default. */
  readonly dialect?: 'draft-04' | 'draft-06' | 'draft-07' | 'draft-2019-09' | 'draft-2020-12' | undefined;
  /**
   * What to do with an unknown `format`: it is an error by default, and with `'ignore'` an annotation, as JSON Schema
   * specifies.
   */
  readonly unknownFormats?: 'error' | 'ignore' | undefined;
  /** The language of messages, such as `es` from `event-wizard-validator/locales/es`; English by default. */
  readonly locale?: Locale | undefined;
}

type Limit = { readonly limit: number };
type None = Readonly<Record<string, never>>;

/** The `params` of each code: JSON Schema's keywords. Keywords that the stages use have the same params there. */
export interface DynamicIssueParams {
  /** For an amount with decimals at a key that ends in `_minor`, the `suggestion` is the amount in the minor unit. */
  type: { readonly type: string | readonly string[]; readonly suggestion?: number };
  /**
   * If more than 32 values are allowed, only their `count` is given. The `suggestion` is the value that was probably
   * meant.
   */
  enum: { readonly allowedValues?: readonly unknown[]; readonly count?: number; readonly suggestion?: string };
  const: { readonly allowedValue: unknown };
  minLength: Limit;
  maxLength: Limit;
  pattern: { readonly pattern: string };
  format: { readonly format: string; readonly suggestion?: string };
  minimum: Limit;
  maximum: Limit;
  exclusiveMinimum: Limit;
  exclusiveMaximum: Limit;
  multipleOf: { readonly multipleOf: number };
  minItems: Limit;
  maxItems: Limit;
  uniqueItems: { readonly i: number; readonly j: number };
  contains: { readonly minContains: number; readonly maxContains?: number };
  additionalItems: Limit;
  unevaluatedItems: { readonly count: number };
  required: { readonly missingProperty: string };
  /** Also `dependencies` of the older dialects. */
  dependentRequired: { readonly property: string; readonly missingProperty: string };
  /** The `suggestion` is the key that was probably meant. */
  additionalProperties: { readonly additionalProperty: string; readonly suggestion?: string };
  unevaluatedProperties: { readonly unevaluatedProperty: string; readonly suggestion?: string };
  propertyNames: { readonly propertyName: string };
  minProperties: Limit;
  maxProperties: Limit;
  /**
   * The data could not be judged completely, so it is not reported as valid: schema and data together need more than
   * `limit` steps (`work`), nest more than `limit` levels deep (`depth`), or the data has more than `limit` bytes
   * (`size`). Without `limit`, the engine's limit was met: `JSON.stringify` gave up, or the module ran out of memory or
   * stack. A text with `format: 'regex'` that uses more than the regular expressions supported here also gives `work`.
   */
  notJudged: { readonly reason: 'work' | 'depth' | 'size'; readonly limit?: number };
  contentEncoding: { readonly contentEncoding: string };
  contentMediaType: { readonly contentMediaType: string };
  anyOf: None;
  oneOf: None;
  not: None;
  /** These contain a schema `false`, which has no keyword of its own. */
  properties: None;
  patternProperties: None;
  items: None;
  prefixItems: None;
  allOf: None;
  then: None;
  else: None;
  dependentSchemas: None;
  dependencies: None;
  $defs: None;
  definitions: None;
}

/** One thing wrong: a union discriminated by `code`, so that `params` is typed once the code is known. */
export type DynamicIssue = {
  [Code in keyof DynamicIssueParams]: Omit<AnyIssue, 'source' | 'code' | 'params'> & {
    readonly source: 'schema';
    readonly code: Code;
    readonly params: DynamicIssueParams[Code];
  };
}[keyof DynamicIssueParams];

/** A schema that is ready to judge data. It is also a Standard Schema, which judges complete data. */
export interface CompiledSchema extends StandardSchemaV1<unknown, unknown> {
  /**
   * Judges data as `JSON.stringify` would send it. In a draft nothing needs to be present, and several alternatives of
   * a `oneOf` may hold for now. If no alternative of an `anyOf` or `oneOf` holds, the issues are those of the one that
   * was meant: the one whose `const` and `enum` members fit, or else the one with the fewest issues.
   * @throws TypeError if an option is wrong or the data cannot be written as JSON.
   */
  validate(data: unknown, options: StageOptions): Verdict<AnyIssue>;
}

/**
 * Compiles a JSON Schema for judging data.
 * @throws SchemaError, a TypeError with `path` and `pointer` into the schema, if it cannot be used.
 */
export type CompileSchema = (schema: object | boolean, options?: CompileOptions) => CompiledSchema;

const MODES = ['draft', 'complete'] as const;
const DIALECTS = ['draft-04', 'draft-06', 'draft-07', 'draft-2019-09', 'draft-2020-12'] as const;
const UNKNOWN_FORMATS = ['error', 'ignore'] as const;

/** Keywords that the compiled stages do not have, with keywords that say the same to a reader. */
const WORDED_AS = new Map([
  ['unevaluatedProperties', 'additionalProperties'],
  ['additionalItems', 'maxItems'],
  // Keywords that may contain a schema `false`.
  ['properties', 'false'],
  ['patternProperties', 'false'],
  ['items', 'false'],
  ['prefixItems', 'false'],
]);

/** The code whose sentence is used for the issue. */
function wordedAs({ code, params }: RawIssue): string {
  return code === 'notJudged' ? `${code}.${params.reason}` : (WORDED_AS.get(code) ?? code);
}

function schemaText(schema: object | boolean): string {
  try {
    return jsonText(schema, 'schema');
  } catch (cause) {
    if (!(cause instanceof Unwritable)) throw cause;
    const why = cause.limit === 'depth' ? 'it is nested too deeply' : 'it is too large';
    throw new SchemaError('$schema', [], why, { cause });
  }
}

/** `compileSchema` over a module that is loaded by the first call. */
export function createCompileSchema(load: () => WebAssembly.Module, english: Locale): CompileSchema {
  const module = createDynamicModule(load);
  // When a schema is garbage-collected, its place in the module is freed.
  const unheld = new FinalizationRegistry<Handle>((handle) => module.release(handle));

  return (schema, options = {}) => {
    const given = ownOptions(options, { dialect: undefined, unknownFormats: undefined, locale: undefined });
    const { dialect = 'draft-2020-12', unknownFormats = 'error' } = given;
    const locale = given.locale === undefined ? english : checkedLocale(given.locale, 'the locale');
    const wording = { locale, english };
    oneOf(dialect, DIALECTS, 'dialect');
    oneOf(unknownFormats, UNKNOWN_FORMATS, 'unknownFormats');
    const text = schemaText(schema);
    const handle = module.compile(text, { dialect, unknownFormats });
    // Parsed when the first issue needs it.
    let labels: Schema;

    function issueOf(raw: DynamicRawIssue, data: unknown): AnyIssue {
      labels ??= JSON.parse(text);
      const issue = withSuggestion(wording, labels, raw, data);
      const worded = { ...issue, code: wordedAs(issue) };
      const said = sentenceOf(wording, labels, worded, data);
      return { ...issue, pointer: pointerOf(issue.path), ...said } as DynamicIssue;
    }

    function judge(value: unknown, complete: boolean, most: number): Verdict<AnyIssue> {
      let judged: string;
      try {
        judged = jsonText(value, 'data');
      } catch (error) {
        if (!(error instanceof Unwritable)) throw error;
        return verdictOf(notJudged(error.limit).map((raw) => issueOf(raw, undefined)));
      }
      // One more than the limit shows whether there are more.
      const found = module.validate(handle, complete, most + 1, judged);
      const told = found.length > most ? found.slice(0, most) : found;
      // Names and currencies are taken from the judged text, since the value itself may have changed since.
      const data = told.some(({ path }) => path.length > 0) ? JSON.parse(judged) : undefined;
      return verdictOf(
        told.map((raw) => issueOf(raw, data)),
        told.length < found.length,
      );
    }

    const compiled: CompiledSchema = {
      validate(data, options) {
        const { mode, maxIssues } = ownOptions(options, { mode: undefined, maxIssues: undefined });
        return judge(data, oneOf(mode, MODES, 'mode') === 1, issueLimit(maxIssues));
      },
      '~standard': {
        version: 1,
        vendor: 'event-wizard-validator',
        validate: (value) => {
          try {
            const { valid, issues } = judge(value, true, MOST_ISSUES);
            return valid ? { value } : { issues: issues.map(({ message, path }) => ({ message, path })) };
          } catch (error) {
            // A value that is not JSON at all is bad data here, not a wrong call.
            if (error instanceof TypeError) return { issues: [{ message: error.message, path: [] }] };
            throw error;
          }
        },
      },
    };
    unheld.register(compiled, handle);
    return compiled;
  };
}

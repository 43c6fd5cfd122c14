// A validator for react-jsonschema-form: the compiled stages for the stages' own schemas, and `/dynamic` for all
// others, such as the subschemas that RJSF derives to resolve `if`, `dependencies` and `anyOf`. Knows RJSF, but no
// rules.

import {
  type CustomValidator,
  createErrorHandler,
  ErrorSchemaBuilder,
  type ErrorTransformer,
  type FormContextType,
  getDefaultFormState,
  type RJSFSchema,
  type RJSFValidationError,
  ROOT_SCHEMA_PREFIX,
  type StrictRJSFSchema,
  toPath,
  type UiSchema,
  unwrapErrorHandler,
  type ValidationData,
  type ValidatorType,
  validationDataMerge,
  withIdRefPrefix,
} from '@rjsf/utils';
import type { Api } from '../api/api.js';
import { oneOf, ownOptions } from '../api/arguments.js';
import type { CompiledSchema, CompileSchema } from '../dynamic/api.js';
import { SchemaError } from '../dynamic/module.js';
import { type Stage, stages } from '../generated/facts.js';
import { type AjvError, toAjvErrors } from '../issue/ajv_errors.js';
import type { AnyIssue, Verdict } from '../issue/issue.js';
import { checkedLocale, type Locale } from '../messages/catalogue.js';

/** How a form's data is judged. */
export interface RjsfOptions {
  /** `complete` by default; in a draft nothing needs to be present. */
  readonly mode?: 'draft' | 'complete' | undefined;
  /** The language of messages, such as `es` from `event-wizard-validator/locales/es`; English by default. */
  readonly locale?: Locale | undefined;
}

/** Makes a validator for RJSF's `validator` property. */
export type CreateRjsfValidator = <
  T = unknown,
  S extends StrictRJSFSchema = RJSFSchema,
  F extends FormContextType = FormContextType,
>(
  options?: RjsfOptions,
) => ValidatorType<T, S, F>;

type Json = Record<string, unknown>;

/** How many compiled schemas are kept; a form with many conditions has a few dozen. */
const KEPT = 500;
/** Ajv 8, for which RJSF was made, also reads keywords beside a `$ref` in these dialects, as 2019-09 does. */
const READ_AS_2019 = /^https?:\/\/json-schema\.org\/draft-0[67]\/schema#?$/;

/** The JSON text of a schema, independent of the order of its names. */
function canonical(schema: unknown): string {
  return JSON.stringify(schema, (_name, value) =>
    value === null || typeof value !== 'object' || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

/** The schema to compile for one of RJSF's, which may be a boolean. */
function readable(schema: Json | boolean): Json | boolean {
  if (typeof schema === 'boolean' || typeof schema.$schema !== 'string' || !READ_AS_2019.test(schema.$schema))
    return schema;
  const { $schema, ...rest } = schema;
  return rest;
}

/** Keywords whose values are data, and those whose members are schemas by name. */
const DATA = ['const', 'enum', 'default', 'examples'];
const NAMED = ['properties', 'patternProperties', 'dependencies', 'dependentSchemas', '$defs', 'definitions'];

/** Whether a schema refers to another. `named` means that its members are schemas, whatever their names. */
function hasReference(schema: unknown, named = false): boolean {
  if (schema === null || typeof schema !== 'object') return false;
  return Object.entries(schema).some(([name, value]) => {
    if (named) return hasReference(value);
    if (name === '$ref' && typeof value === 'string') return true;
    return !DATA.includes(name) && hasReference(value, NAMED.includes(name));
  });
}

/** An issue, and where Ajv would report it: an unknown property is reported at its object. */
function toRjsf(issue: AnyIssue): { error: RJSFValidationError; path: string[] } {
  const path = (issue.code === 'additionalProperties' ? issue.path.slice(0, -1) : issue.path).map(String);
  const [{ params, schemaPath, message }] = toAjvErrors([issue]) as [AjvError];
  const property = path.map((key) => `.${key}`).join('');
  return { error: { name: issue.code, property, message, params, stack: message, schemaPath }, path };
}

/** A schema is that of a stage's complete data, or of its drafts. */
interface StageOfSchema {
  readonly stage: Stage;
  readonly isDraft: boolean;
}

/** `createRjsfValidator` over the package's own functions. */
export function createCreateRjsfValidator(
  compileSchema: CompileSchema,
  {
    validateStage,
    stageSchemas,
    draftSchemas,
    withLocale,
  }: Pick<Api, 'validateStage' | 'stageSchemas' | 'draftSchemas' | 'withLocale'>,
): CreateRjsfValidator {
  let known: Map<string, StageOfSchema> | undefined;

  /** The stage that this schema belongs to, in either of the dialects that `stageSchemas` and `draftSchemas` provide. */
  function stageOf(schema: object): StageOfSchema | undefined {
    if (known === undefined) {
      known = new Map();
      for (const stage of stages) {
        for (const target of ['draft-2020-12', 'draft-07']) {
          const { input } = stageSchemas[stage]['~standard'].jsonSchema;
          known.set(canonical({ ...input({ target }), $schema: undefined }), { stage, isDraft: false });
          const draft = draftSchemas[stage]['~standard'].jsonSchema.input({ target });
          known.set(canonical({ ...draft, $schema: undefined }), { stage, isDraft: true });
        }
      }
    }
    return known.get(canonical({ ...schema, $schema: undefined }));
  }

  return function createRjsfValidator<
    T = unknown,
    S extends StrictRJSFSchema = RJSFSchema,
    F extends FormContextType = FormContextType,
  >(options: RjsfOptions = {}): ValidatorType<T, S, F> {
    const given = ownOptions(options, { mode: undefined, locale: undefined });
    const locale = given.locale === undefined ? undefined : checkedLocale(given.locale, 'the locale');
    const judgeStage = locale === undefined ? validateStage : withLocale(locale).validateStage;
    const mode = (['complete', 'draft'] as const)[oneOf(given.mode ?? 'complete', ['complete', 'draft'], 'mode')];
    let compiled = new Map<string, CompiledSchema | SchemaError>();
    let stageKnown = new WeakMap<object, StageOfSchema | null>();

    function compile(schema: unknown): CompiledSchema {
      const text = JSON.stringify(schema);
      let found = compiled.get(text);
      if (found === undefined) {
        try {
          found = compileSchema(schema as object, { dialect: 'draft-2019-09', unknownFormats: 'ignore', locale });
        } catch (error) {
          if (!(error instanceof SchemaError)) throw error;
          found = error;
        }
      } else compiled.delete(text);
      // A Map keeps its keys in insertion order, so the first is the least recently used.
      compiled.set(text, found);
      const [oldest] = compiled.keys();
      if (compiled.size > KEPT && oldest !== undefined) compiled.delete(oldest);
      if (found instanceof SchemaError) throw found;
      return found;
    }

    /** `undefined` is not JSON; null is the closest value. */
    const json = (formData: T | undefined) => (formData === undefined ? null : formData);

    /** The schemas `true` and `false` belong to no stage. */
    function knownStage(schema: S): StageOfSchema | null {
      if (typeof schema !== 'object') return null;
      let stage = stageKnown.get(schema);
      if (stage === undefined) {
        stage = stageOf(schema) ?? null;
        stageKnown.set(schema, stage);
      }
      return stage;
    }

    function judge(schema: S, formData: T | undefined): Verdict<AnyIssue> {
      const found = knownStage(schema);
      const data = json(formData);
      // The schema of a draft asks for a draft.
      if (found !== null) {
        return judgeStage(found.stage, data, { mode: found.isDraft ? 'draft' : (mode as 'draft' | 'complete') });
      }
      return compile(readable(schema as Json)).validate(data, { mode: mode as 'draft' | 'complete' });
    }

    const validator: ValidatorType<T, S, F> = {
      isValid(schema: S, formData: T | undefined, rootSchema: S): boolean {
        try {
          // The schema's references lead into the root schema, of which it is not a part.
          const subject = hasReference(schema)
            ? {
                allOf: [withIdRefPrefix(schema)],
                $defs: {
                  root: { ...(readable(rootSchema as Json) as Json), $ref: undefined, $id: ROOT_SCHEMA_PREFIX },
                },
              }
            : readable(schema as Json);
          // Schemas that select are judged exactly, even in a draft.
          return compile(subject).validate(json(formData), { mode: 'complete' }).valid;
        } catch (error) {
          // RJSF expects false, not an exception; the developer should still learn of the error.
          console.warn(error);
          return false;
        }
      },

      rawValidation<Result>(schema: S, formData?: T) {
        try {
          return { errors: toAjvErrors(judge(schema, formData).issues) as Result[] };
        } catch (error) {
          return { validationError: error as Error };
        }
      },

      validateFormData(
        formData: T | undefined,
        schema: S,
        customValidate?: CustomValidator<T, S, F>,
        transformErrors?: ErrorTransformer<T, S, F>,
        uiSchema?: UiSchema<T, S, F>,
      ): ValidationData<T> {
        let issues: readonly AnyIssue[] = [];
        let unusable: string | undefined;
        try {
          issues = judge(schema, formData).issues;
        } catch (error) {
          unusable = error instanceof Error ? error.message : String(error);
        }
        const paths = new Map<RJSFValidationError, string[]>();
        for (const { error, path } of issues.map(toRjsf)) paths.set(error, path);
        let errors = [...paths.keys()];
        if (unusable !== undefined) errors.push({ stack: unusable });
        if (transformErrors !== undefined) errors = transformErrors(errors, uiSchema);

        const builder = new ErrorSchemaBuilder<T>();
        for (const error of errors) {
          if (error.message === undefined) continue;
          const { property = '' } = error;
          // Keys with dots do not survive in `property`, so the known path is used; unless a transformer has moved the
          // error.
          const path = paths.get(error);
          const kept = path !== undefined && path.map((key) => `.${key}`).join('') === property;
          builder.addErrors(error.message, kept ? path : toPath(property));
        }
        if (unusable !== undefined) builder.addErrors(unusable, ['$schema']);
        const found: ValidationData<T> = { errors, errorSchema: builder.ErrorSchema };
        if (customValidate === undefined) return found;

        // Custom rules see the defaults, and every property, as RJSF documents.
        const filled = getDefaultFormState<T, S, F>(validator, schema, formData, schema, true) as T;
        const handler = customValidate(filled, createErrorHandler<T>(filled), uiSchema, found.errorSchema);
        return validationDataMerge<T>(found, unwrapErrorHandler<T>(handler));
      },

      reset() {
        compiled = new Map();
        stageKnown = new WeakMap();
      },
    };
    return validator;
  };
}

// The entry /tools: the stages' schemas as the strict modes of model providers read them. Knows which function of the
// package judges the arguments of a tool.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { draftSchemas as drafts, stageSchemas as whole, withLocale } from '#validator';
import type { Api } from './api/api.js';
import { meaningOf, oneOf, ownOptions } from './api/arguments.js';
import { type Stage, type StageData, schemas, stages } from './generated/facts.js';
import type { Draft } from './generated/types.js';
import { own } from './issue/label.js';
import type { JsonSchema } from './json/schema.js';
import { reading } from './json/text.js';
import type { Locale } from './messages/catalogue.js';
import { english } from './messages/english.js';
import type { StageSchema } from './standard_schema/stage.js';
import { TOOL_PROFILES, type ToolProfile, type ToolProfileName } from './tools/profiles.js';
import { rewritten, withoutNull } from './tools/schema.js';

export type { ToolProfileName } from './tools/profiles.js';

/** For whom a tool's schema is, and how much it asks for. */
export interface ToolSchemaOptions<Mode extends 'draft' | 'complete' = 'draft' | 'complete'> {
  /** Whose strict mode reads the schema. */
  readonly profile: ToolProfileName;
  /** Whether the tool takes data that is still being filled in, or a stage that is complete. */
  readonly mode: Mode;
}

/** The same, and in which language the tool says what is wrong with its arguments. */
export interface ToolParametersOptions<Mode extends 'draft' | 'complete' = 'draft' | 'complete'>
  extends ToolSchemaOptions<Mode> {
  /** The language of messages; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as for `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** A stage's data as an assistant sends it: whatever is unknown may be missing or null. */
export type ToolArguments<Data> = Data extends readonly (infer Item)[]
  ? ToolArguments<Item>[]
  : Data extends object
    ? { [Key in keyof Data]?: ToolArguments<Data[Key]> | null }
    : Data;

/** A JSON Schema of an object, as the arguments of a tool are. */
export type ToolSchema = JsonSchema & { readonly type: 'object' };

/** Which JSON Schema of a stage is wanted. */
export interface ProfileOptions extends StandardJSONSchemaV1.Options {
  /**
   * Whose strict mode reads the schema. A library that knows only Standard JSON Schema passes it on in
   * `libraryOptions: { profile }`. Left out, the schema is the stage's own.
   */
  readonly profile?: ToolProfileName | undefined;
}

/** A stage's schema whose JSON Schema is also had for the strict mode of a model provider. */
export interface ToolStageSchema<Input, Output> {
  readonly '~standard': StageSchema<Input, Output>['~standard'] & {
    readonly jsonSchema: {
      readonly input: (options: ProfileOptions) => Record<string, unknown>;
      readonly output: (options: ProfileOptions) => Record<string, unknown>;
    };
  };
}

/** What the parameters of a tool yield: a draft, or complete data. */
type Yield<S extends Stage, Mode> = Mode extends 'complete' ? StageData[S] : Draft<StageData[S]>;

const PROFILES: ReadonlyMap<unknown, ToolProfile> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(TOOL_PROFILES),
);
/** Which of the package's schemas a mode means. */
const MODES = /* @__PURE__ */ new Map([
  ['draft', 'draftSchemas'],
  ['complete', 'stageSchemas'],
] as const);

type Schemas = Pick<Api, 'draftSchemas' | 'stageSchemas'>;
type Mode = ToolSchemaOptions['mode'];
/** A stage's schema, as the other entries have it. */
type Standard = Schemas[keyof Schemas][Stage]['~standard'];

const profileOf = (name: unknown): ToolProfile => meaningOf(name, PROFILES, 'profile');

function standardOf(schemas: Schemas, stage: Stage, mode: Mode): Standard {
  oneOf(stage, stages, 'stage');
  return schemas[meaningOf(mode, MODES, 'mode')][stage]['~standard'];
}

/** The schema for the profile, made anew. It is the same in every dialect. */
function schemaFor(profile: ToolProfile, { jsonSchema }: Standard): Record<string, unknown> {
  return rewritten(profile, jsonSchema.input({ target: 'draft-2020-12' }));
}

/** The stage's schema for what an assistant sends, with other JSON Schemas. */
function forTools<Output>(stage: Stage, { version, vendor, validate }: Standard, jsonSchema: Standard['jsonSchema']) {
  const judge = (value: unknown) => validate(read(stage, value)) as StandardSchemaV1.Result<Output>;
  return { '~standard': { version, vendor, validate: judge, jsonSchema } };
}

/**
 * The JSON Schema of a stage as a provider's strict mode reads it. Keywords that the mode refuses are said in
 * descriptions instead, so the schema allows more than the stage does: judge what the tool gets. A fresh copy, an object
 * at the root, without `$ref`, and the same in every dialect.
 *
 * - `openai-strict`: every property is required, and an optional one may be null. Read arguments with `withoutNulls`.
 * - `anthropic-strict`: all strict tools of a request may have 24 optional properties together, and a stage has 10 to 22.
 * - `webmcp`: for `document.modelContext.registerTool`.
 *
 * The strict modes refuse objects of unknown members: `registration_questions` cannot be given there, and its stage's
 * description says so.
 * @throws TypeError if the stage, the profile or the mode is unknown.
 */
export function toolSchema(stage: Stage, options: ToolSchemaOptions): ToolSchema {
  const given = ownOptions(options, { profile: undefined, mode: undefined });
  const standard = standardOf({ draftSchemas: drafts, stageSchemas: whole }, stage, given.mode);
  return schemaFor(profileOf(given.profile), standard) as ToolSchema;
}

/**
 * The same as Standard Schema and Standard JSON Schema, for libraries that take one for a tool's input (`inputSchema` of
 * the AI SDK, `parameters` of CopilotKit). The JSON Schema of its input is `toolSchema`'s. It judges as `stageSchemas`
 * and `draftSchemas` do, after it has left out what is null.
 * @throws TypeError if the stage or an option is unknown.
 */
export function toolParameters<S extends Stage, Mode extends 'draft' | 'complete'>(
  stage: S,
  options: ToolParametersOptions<Mode>,
): StageSchema<ToolArguments<StageData[S]>, Yield<S, Mode>> {
  const given = ownOptions<ToolParametersOptions>(options, {
    profile: undefined,
    mode: undefined,
    locale: undefined,
    labels: undefined,
  });
  const standard = standardOf(withLocale(given.locale ?? english, given.labels), stage, given.mode);
  const profile = profileOf(given.profile);
  const { input, output } = standard.jsonSchema;
  return forTools(stage, standard, {
    input(converted) {
      // A dialect that does not exist is an error here too.
      input(converted);
      return schemaFor(profile, standard);
    },
    output,
  });
}

/** The stages' schemas in a mode, whose JSON Schemas are also had by profile. */
function profiled(mode: Mode) {
  const made = stages.map((stage) => {
    const standard = standardOf({ draftSchemas: drafts, stageSchemas: whole }, stage, mode);
    const { input } = standard.jsonSchema;
    const convert = (options: ProfileOptions) => {
      const direct = own(options, 'profile');
      const profile = direct === undefined ? own(own(options, 'libraryOptions'), 'profile') : direct;
      const schema = input(options);
      return profile === undefined ? schema : schemaFor(profileOf(profile), standard);
    };
    return [stage, forTools(stage, standard, { input: convert, output: convert })];
  });
  return Object.fromEntries(made);
}

/**
 * `stageSchemas` of the default entry, whose JSON Schemas are also had for a strict mode:
 * `stageSchemas.ticketSetup['~standard'].jsonSchema.input({ target: 'draft-2020-12', profile: 'openai-strict' })` is what
 * `toolSchema` gives. Since a strict mode may send null for what is left out, a member that is null counts as left out.
 * Messages are in English; for another language there is `toolParameters`.
 * @throws TypeError, from `jsonSchema`, if the profile or the target is unknown.
 */
export const stageSchemas: {
  readonly [S in Stage]: ToolStageSchema<ToolArguments<StageData[S]>, StageData[S]>;
} = /* @__PURE__ */ profiled('complete');

/** The same for data that is still being filled in, as `draftSchemas` of the default entry. */
export const draftSchemas: {
  readonly [S in Stage]: ToolStageSchema<ToolArguments<StageData[S]>, Draft<StageData[S]>>;
} = /* @__PURE__ */ profiled('draft');

/** The arguments as they are judged; what cannot be read is left to the judge, who says so. */
function read(stage: Stage, args: unknown): unknown {
  try {
    return withoutNulls(stage, args);
  } catch {
    return args;
  }
}

/**
 * The arguments of a tool without the members that are null, which stand for fields that were left out; no field of a
 * stage may be null. What is in `registration_questions` stays as it is. The arguments themselves are not changed.
 * @throws TypeError if the stage is unknown, or the arguments cannot be read.
 */
export function withoutNulls(stage: Stage, args: unknown): unknown {
  const schema = schemas[oneOf(stage, stages, 'stage')];
  return reading('the arguments', () => withoutNull(schema, args));
}

// The tools of /copilotkit: the options, the handlers and their schemas. A handler never throws, since CopilotKit gives
// the assistant no turn after that; one waits for the other, since each reads what the one before wrote.

import type { StandardJSONSchemaV1 } from '@standard-schema/spec';
import type { Api } from '../api/api.js';
import { oneOf, ownOptions } from '../api/arguments.js';
import { isRow } from '../api/bulk.js';
import { beyondLimits, isBeyondLimits } from '../api/limits.js';
import { type Stage, stages } from '../generated/facts.js';
import type { AnyIssue, RawIssue } from '../issue/issue.js';
import { own } from '../issue/label.js';
import { checkedLabels } from '../issue/own_labels.js';
import { speechIn } from '../issue/speech.js';
import { cut } from '../issue/text.js';
import { jsonText, messageIn, reading } from '../json/text.js';
import { checkedLocale, type Locale } from '../messages/catalogue.js';
import type { CreateWizardTools, SavingWizardTools, ToolCallContext, WizardTool, WizardToolsOptions } from './api.js';
import { argumentIssues, type Shape, toolParameters } from './arguments.js';
import { type Act, createCalls, keyOf, type Outcome, type Row } from './calls.js';
import { DESCRIPTIONS, shapesFor, type ToolName } from './descriptions.js';
import { patchSchema } from './patch.js';
import { createProgress } from './progress.js';
import { LEAST_BYTES, resultOf, type WizardToolResult } from './result.js';

const MODES = ['draft', 'complete'] as const;
const MOST_BYTES = 16_384;
const MOST_REPEATS = 2;

type SchemaOptions = StandardJSONSchemaV1.Options;
type JsonSchema = Record<string, unknown>;

/** The value's JSON with the keys of each object in order, so that equal values have equal texts. */
function orderedText(value: unknown): string {
  const ordered = (_: string, each: unknown): unknown =>
    isRow(each) ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each;
  return reading('arguments', () => JSON.stringify(value, ordered) ?? '');
}

/**
 * The arguments as the JSON that they are when an assistant sends them. A value that has none is
 * undefined, which is no object.
 */
function jsonOf(args: unknown): unknown {
  try {
    return JSON.parse(jsonText(args ?? {}, 'arguments'));
  } catch (error) {
    if (isBeyondLimits(error)) throw error;
    return undefined;
  }
}

function aFunction(value: unknown, name: string): void {
  if (typeof value !== 'function') throw new TypeError(`\`${name}\` must be a function`);
}

function wholeNumber(value: unknown, least: number, name: string): void {
  if (!Number.isInteger(value) || (value as number) < least) {
    throw new TypeError(`\`${name}\` must be a whole number, at least ${least}`);
  }
}

/** The stages that may be filled, in the wizard's order. */
function someStages(given: unknown): readonly Stage[] {
  if (given === undefined) return stages;
  if (!Array.isArray(given) || given.length === 0) throw new TypeError('`stages` must be a list of at least one stage');
  const chosen = new Set(given.map((each) => oneOf(each, stages, 'each of `stages`')));
  return stages.filter((_, index) => chosen.has(index));
}

/** The options, checked. */
function checked<Given extends object>(options: WizardToolsOptions<Given>) {
  const given = ownOptions(options, {
    session: undefined as never,
    save: undefined,
    mode: undefined,
    stages: undefined,
    maxBytes: undefined,
    maxRepeats: undefined,
    onStop: undefined,
    locale: undefined,
    labels: undefined,
  });
  const { session, save, mode = 'draft', maxBytes = MOST_BYTES, maxRepeats = MOST_REPEATS, onStop } = given;
  if (!isRow(session)) throw new TypeError('`session` must be an object with `read` and `write`');
  aFunction(session.read, 'session.read');
  aFunction(session.write, 'session.write');
  if (save !== undefined) aFunction(save, 'save');
  if (onStop !== undefined) aFunction(onStop, 'onStop');
  oneOf(mode, MODES, 'mode');
  const only = someStages(given.stages);
  wholeNumber(maxBytes, LEAST_BYTES, 'maxBytes');
  wholeNumber(maxRepeats, 1, 'maxRepeats');
  const locale = given.locale === undefined ? undefined : checkedLocale(given.locale, 'locale');
  const labels = given.labels === undefined ? undefined : checkedLabels(given.labels);
  return { session: given.session, save, mode, only, maxBytes, maxRepeats, onStop, locale, labels };
}

/** An object with the members of the shape, as JSON Schema. */
function schemaOf(shape: Shape): JsonSchema {
  return { type: 'object', additionalProperties: false, ...JSON.parse(JSON.stringify(shape)) };
}

/**
 * The function of the entry, over those of the default entry.
 * @param english the English of all messages.
 * @internal
 */
export function createWizardTools(withLocale: Api['withLocale'], english: Locale): CreateWizardTools {
  return <Given extends object>(options: WizardToolsOptions<Given>): SavingWizardTools => {
    const { session, save, mode, only, maxBytes, maxRepeats, onStop, locale = english, labels } = checked(options);
    const api = withLocale(locale, labels);
    const { issueOf } = speechIn({ locale, english, labels });
    const calls = createCalls(api, { session, save, mode });
    const progress = createProgress(maxRepeats);
    const shapes = shapesFor(only);

    /** What the app's function said when it failed, without what must not be repeated. */
    function messageOf(thrown: unknown, row: Row): string {
      try {
        return calls.secretsIn(row).reduce((text, secret) => text.replaceAll(secret, '…'), messageIn(thrown));
      } catch (error) {
        // Nothing can be judged here, and this says why.
        return messageIn(error);
      }
    }

    /** Whatever was thrown, by the app's functions as a rule, as an issue. */
    function issueOfThrown(thrown: unknown, row: Row): AnyIssue {
      const schema = shapes.save;
      if (isBeyondLimits(thrown)) return issueOf(beyondLimits(thrown, undefined), schema);
      const message = messageOf(thrown, row);
      const params = message.trim() === '' ? {} : { message: cut(message) };
      return issueOf({ source: 'network', code: 'session_unavailable', path: [], params }, schema);
    }

    /** What a tool's `followUp` was before the assistant was stopped. */
    const followUps = new WeakMap<object, unknown>();

    /** Denies the assistant a turn after the call, or allows what the tool allowed before. */
    function setFollowUp(tool: object, isStopped: boolean): void {
      if (isStopped) {
        if (!followUps.has(tool)) followUps.set(tool, Reflect.get(tool, 'followUp'));
        Reflect.set(tool, 'followUp', false);
      } else if (followUps.has(tool)) {
        Reflect.set(tool, 'followUp', followUps.get(tool));
        followUps.delete(tool);
      }
    }

    /** The end of the last call. */
    let last: Promise<unknown> = Promise.resolve();

    function tool<Args, Result extends WizardToolResult>(
      name: ToolName,
      act: Act<Args>,
      schema: (options: SchemaOptions) => JsonSchema = () => schemaOf(shapes[name]),
    ): WizardTool<Args, Result> {
      const judge = (args: unknown): AnyIssue[] =>
        argumentIssues(shapes[name], args).map((raw: RawIssue) => issueOf(raw, shapes[name], args));

      async function answer(sent: unknown, context: ToolCallContext): Promise<[Result, boolean]> {
        let outcome: Outcome;
        let row: Row = {};
        let [given, before, after] = ['', '', ''];
        try {
          const args = jsonOf(sent);
          given = orderedText(args);
          const wrong = judge(args);
          const read = await calls.readRow(context);
          before = jsonText(read, 'session');
          row = read;
          outcome =
            wrong.length > 0
              ? { ok: false, issues: wrong, advice: [], isNew: () => true }
              : await act(args as Args, row, context);
          after = outcome.after === undefined ? before : jsonText(outcome.after, 'session');
        } catch (thrown) {
          outcome = { ok: false, issues: [issueOfThrown(thrown, row)], advice: [], isNew: () => true };
          after = before;
        }
        const { ok, issues } = outcome;
        const faults = JSON.stringify([...new Set(issues.map(keyOf))].sort());
        const call = { tool: name, given, before, after, reads: name === 'getSession', ok, issues: faults };
        const stop = progress.stopFor(context.signal, call);
        if (stop !== undefined && onStop !== undefined) {
          queueMicrotask(() => onStop({ reason: stop, tool: name, issues }));
        }
        return [resultOf(outcome, stop, maxBytes) as Result, stop !== undefined];
      }

      return {
        name,
        description: DESCRIPTIONS[name],
        parameters: toolParameters<Args>(schema, judge),
        async handler(args, context) {
          // A signal stands for its run, which takes an object.
          const signal = own(context, 'signal');
          const known = isRow(context) && (signal === undefined || isRow(signal)) ? context : {};
          const mine = last.then(() => answer(args, known));
          last = mine.catch(() => undefined);
          const [told, isStopped] = await mine;
          // CopilotKit calls this as a method of the tool that it registered, and reads that one's `followUp` afterwards.
          if (isRow(this)) setFollowUp(this, isStopped);
          return told;
        },
        followUp: true,
      };
    }

    /** The schema of a patch: what may stand in a draft, and null for what is taken out of it. */
    function fillSchema(options: SchemaOptions): JsonSchema {
      const { properties, ...rest } = schemaOf(shapes.fillStage);
      const patches = only.map((stage) => {
        const { $schema, $id, ...draft } = api.draftSchemas[stage]['~standard'].jsonSchema.input(options);
        return { ...patchSchema(draft), title: `${stage}: ${draft.title}` };
      });
      const data = patches.length === 1 ? patches[0] : { anyOf: patches };
      return { ...rest, properties: { ...(properties as object), data } };
    }

    const tools = {
      getSession: tool('getSession', calls.getSession),
      fillStage: tool('fillStage', calls.fillStage, fillSchema),
      setStatus: tool('setStatus', calls.setStatus),
      ...(save !== undefined && { save: tool('save', calls.save) }),
    };
    // Without `save` its tool is not there, and its type does not promise it.
    return tools as SavingWizardTools;
  };
}

// Whether the answers with which a run is resumed are those that the agent asked for. Knows AG-UI's interrupts; each
// answer is judged by the JSON Schema that its interrupt carries.

import { ownOptions } from '../api/arguments.js';
import { isRow } from '../api/bulk.js';
import type { CompileSchema } from '../dynamic/api.js';
import { SchemaError } from '../dynamic/module.js';
import { type AnyIssue, pointerOf, type Verdict, verdictOf } from '../issue/issue.js';
import { checkedLocale, type Locale } from '../messages/catalogue.js';
import { agentSpeechIn } from './speech.js';

/** What is read of AG-UI's `Interrupt`: a question by which a run has stopped. */
export interface InterruptLike {
  readonly id: string;
  /** The JSON Schema of the answer. */
  readonly responseSchema?: unknown;
  /** When the question can no longer be answered, as RFC 3339. */
  readonly expiresAt?: string | undefined;
}

/** What is read of AG-UI's `ResumeEntry`: an answer. */
export interface ResumeEntryLike {
  readonly interruptId: string;
  readonly status: string;
  readonly payload?: unknown;
}

/** How answers are judged. */
export interface ValidateResumeOptions {
  /** The language of messages, such as `es` from `event-wizard-validator/locales/es`; English by default. */
  readonly locale?: Locale | undefined;
}

/**
 * Judges the answers with which a run is to be resumed, before `agent.runAgent({ resume })`: each payload by its
 * interrupt's `responseSchema`, which the client does not do, and that every open interrupt is answered, and in time.
 * Paths begin with the index of the answer. A `responseSchema` that is not a usable JSON Schema is an issue of the
 * answer, since nobody can say whether that is right; it can be cancelled.
 * @throws TypeError if an argument is not a list of objects, or contains what JSON does not have.
 */
export type ValidateResume = (
  interrupts: readonly InterruptLike[],
  resume: readonly ResumeEntryLike[],
  options?: ValidateResumeOptions,
) => Verdict<AnyIssue>;

const STATUSES = ['resolved', 'cancelled'];

function aList<Item>(value: readonly Item[], name: string): readonly Item[] {
  const isList = Array.isArray(value) && (value as readonly unknown[]).every(isRow);
  if (!isList) throw new TypeError(`${name} must be an array of objects`);
  return value;
}

/** `validateResume` over `compileSchema`. */
export function createValidateResume(compileSchema: CompileSchema, english: Locale): ValidateResume {
  return (interrupts, resume, options = {}) => {
    const given = ownOptions(options, { locale: undefined });
    const locale = given.locale === undefined ? undefined : checkedLocale(given.locale, 'the locale');
    const speech = agentSpeechIn(locale, english);
    const open = new Map(aList(interrupts, 'interrupts').map((interrupt) => [interrupt.id, interrupt]));
    const answered = new Set<unknown>();

    function answerIssues(entry: ResumeEntryLike, interrupt: InterruptLike, index: number): AnyIssue[] {
      const { responseSchema, expiresAt, id } = interrupt;
      const issues: AnyIssue[] = [];
      if (typeof expiresAt === 'string' && Date.parse(expiresAt) <= Date.now()) {
        issues.push(speech.ofInterrupt('expired', [index], { interrupt: id, expiresAt }));
      }
      if (responseSchema === undefined) return issues;
      const path = [index, 'payload'];
      if (entry.payload === undefined) {
        return [...issues, speech.ofMember('required', path, { missingProperty: 'payload' })];
      }
      try {
        // The agent may name formats of its own, which then say nothing.
        const schema = compileSchema(responseSchema as object, { unknownFormats: 'ignore', locale });
        const found = schema.validate(entry.payload, { mode: 'complete' }).issues;
        return [
          ...issues,
          ...found.map((issue) => ({
            ...issue,
            path: [...path, ...issue.path],
            pointer: pointerOf(path) + issue.pointer,
          })),
        ];
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
        const { code: keyword, pointer, message } = error;
        return [
          ...issues,
          speech.ofInterrupt('schema', path, { interrupt: id, keyword, schemaPointer: pointer, message }),
        ];
      }
    }

    const issues = aList(resume, 'resume').flatMap((entry, index) => {
      const { interruptId: id, status } = entry;
      const interrupt = open.get(id);
      answered.add(id);
      if (interrupt === undefined) return [speech.ofInterrupt('unknown', [index, 'interruptId'], { interrupt: id })];
      if (!STATUSES.includes(status)) {
        return [speech.ofMember('enum', [index, 'status'], { allowedValues: STATUSES })];
      }
      return status === 'resolved' ? answerIssues(entry, interrupt, index) : [];
    });
    const missing = [...open.keys()].filter((id) => !answered.has(id));
    return verdictOf([...issues, ...missing.map((id) => speech.ofInterrupt('unanswered', [], { interrupt: id }))]);
  };
}

// Judges JSON while it is being written, as the arguments of an assistant's tool are. Knows what a call means; every rule
// about data is in the module.

import type { IssueOptions, RowOptions } from '../api/api.js';
import { aString, issueLimit, meaningOf, oneOf, ownOptions } from '../api/arguments.js';
import { beyondLimits } from '../api/limits.js';
import { storedText } from '../api/statement.js';
import { columns } from '../generated/columns.js';
import { type Stage, schemas, stageColumns, stages } from '../generated/facts.js';
import { Mode, Operation, Stages } from '../generated/prefix_glue.js';
import { type PathSegment, pointerOf, type Verdict, verdictOf } from '../issue/issue.js';
import type { Schema } from '../issue/label.js';
import { checkedLabels } from '../issue/own_labels.js';
import { parsed, type SchemaOf, speechIn } from '../issue/speech.js';
import { rowSchema } from '../issue/titles.js';
import { checkedLocale, type Locale } from '../messages/catalogue.js';
import { type Begin, createPrefixModule, type Known, type PrefixModule } from './module.js';

/** The language of messages, and how many there are. */
export interface PrefixOptions extends IssueOptions {
  /** The language of messages, such as `es` from `event-wizard-validator/locales/es`; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as `withLocale` takes them. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** How a stage's data is judged. */
export interface StagePrefixOptions extends PrefixOptions {
  /** As finished data (the default), or as data still being filled in, when nothing needs to be present. */
  readonly mode?: 'draft' | 'complete' | undefined;
}

/** How a session's row is judged: as `validateSession` does. */
export interface SessionPrefixOptions extends PrefixOptions, Omit<RowOptions, 'maxIssues'> {}

/** The place of a value. */
export interface Place {
  readonly path: readonly PathSegment[];
  /** `path` as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
}

/**
 * What is known of a text that is being written. `issues` are those that no continuation can mend: later verdicts have
 * them too. While the text is not `complete` it is neither `valid` nor `persistable`, even without issues. Messages and
 * `value` are made when they are read.
 */
export interface PrefixVerdict extends Verdict {
  /** Whether the text is JSON that has ended: this is the same verdict as on the whole text. */
  readonly complete: boolean;
  /**
   * The place of the value that is being written: of a member as soon as its name is there, or else of the innermost array
   * or object that has not ended. Null if the text is complete, or is no JSON whatever follows.
   */
  readonly open: Place | null;
  /**
   * The data so far: what the text would mean if it ended here, with a string as far as it goes, and without a number,
   * `true`, `false` or `null` that may not have ended. Undefined if there is none yet, or if the text is no JSON.
   */
  readonly value: unknown;
}

/** A text that is written piece by piece. */
export interface Prefix {
  /**
   * Appends a piece of the text, which may end anywhere, and judges what can be judged now. The time for all pieces
   * together is linear in their length.
   * @throws TypeError if it is not a string.
   */
  push(chunk: string): PrefixVerdict;
  /** The text so far. */
  readonly text: string;
}

/** The functions of `/prefix`; `prefix.ts` describes them. */
export interface PrefixApi {
  validateStagePrefix(stage: Stage, text: string, options?: StagePrefixOptions): PrefixVerdict;
  validateSessionPrefix(text: string, options?: SessionPrefixOptions): PrefixVerdict;
  stagePrefix(stage: Stage, options?: StagePrefixOptions): Prefix;
  sessionPrefix(options?: SessionPrefixOptions): Prefix;
}

const MODES = /* @__PURE__ */ new Map([
  ['draft', Mode.Draft],
  ['complete', Mode.Complete],
]);
const OPERATIONS = /* @__PURE__ */ new Map([
  ['insert', Operation.Insert],
  ['update', Operation.Update],
  ['upsert', Operation.Upsert],
]);
const STAGES = /* @__PURE__ */ new Map([
  ['draft', Stages.Draft],
  ['complete', Stages.Complete],
  ['skip', Stages.Skip],
]);

/** What a text is to become. */
interface Subject {
  readonly begin: Begin;
  readonly schema: SchemaOf;
  readonly options: PrefixOptions;
}

/** The functions over a module that is loaded by the first call that needs it. */
export function createPrefixApi(load: () => WebAssembly.Module, english: Locale): PrefixApi {
  const module = createPrefixModule(load);
  const subjects = subjectsOf(module);
  return {
    validateStagePrefix: (stage, text, options) =>
      write(module, subjects.stage(stage, options), english, true).push(text),
    validateSessionPrefix: (text, options) => write(module, subjects.session(options), english, true).push(text),
    stagePrefix: (stage, options) => write(module, subjects.stage(stage, options), english),
    sessionPrefix: (options) => write(module, subjects.session(options), english),
  };
}

function subjectsOf(module: PrefixModule): {
  stage(stage: Stage, options?: StagePrefixOptions): Subject;
  session(options?: SessionPrefixOptions): Subject;
} {
  let known: Schema | undefined;
  let all: Schema | undefined;

  /** The schema of a row. If a column is unknown, it lists all columns, so that the intended one can be suggested. */
  const rowOf: SchemaOf = (issues = []) => {
    if (!issues.some(({ code }) => code === 'PGRST204')) {
      known ??= rowSchema(stageColumns);
      return known;
    }
    all ??= rowSchema(columnsOfSessions(module));
    return all;
  };

  return {
    stage(stage, options = {}) {
      const index = oneOf(stage, stages, 'stage');
      const given = ownOptions(options, {
        mode: undefined,
        maxIssues: undefined,
        locale: undefined,
        labels: undefined,
      });
      const mode = meaningOf(given.mode ?? 'complete', MODES, 'mode');
      const begin: Begin = (asked, id) => {
        asked((wasm) => wasm.beginStage(id, index, mode), 0, '');
      };
      return { begin, schema: () => schemas[index], options: given };
    },
    session(options = {}) {
      const given = ownOptions(options, {
        operation: undefined,
        current: undefined,
        stages: undefined,
        maxIssues: undefined,
        locale: undefined,
        labels: undefined,
      });
      const operation = meaningOf(given.operation ?? 'insert', OPERATIONS, 'operation');
      if (given.current !== undefined && operation === Operation.Insert) {
        throw new TypeError("`current` is for updates and upserts: give operation: 'update' with it");
      }
      const declared = given.stages === undefined ? Stages.Declared : meaningOf(given.stages, STAGES, 'stages');
      const stored = storedText(given) ?? '';
      if (stored !== '' && !stored.startsWith('{')) throw new TypeError('`current` must be the stored row, an object');
      const begin: Begin = (asked, id) => {
        asked((wasm, bytes) => wasm.beginSession(id, operation, declared, bytes), 0, stored);
      };
      return { begin, schema: rowOf, options: given };
    },
  };
}

/** The columns of sessions, among those of all tables. */
function columnsOfSessions(module: PrefixModule): string[] {
  const begin: Begin = (asked, id) => {
    asked((wasm, bytes) => wasm.beginSession(id, Operation.Update, Stages.Skip, bytes), 0, '');
  };
  const names = columns.map((name) => `${JSON.stringify(name)}:null`);
  const { issues = [] } = module.write(begin, columns.length * 2, true).push(`{${names.join()},`);
  const unknown = new Set(issues.filter(({ code }) => code === 'PGRST204').map(({ path }) => path[0]));
  return columns.filter((column) => !unknown.has(column));
}

/** The text, judged while it is written. */
function write(module: PrefixModule, subject: Subject, english: Locale, once = false): Prefix {
  const { options, schema } = subject;
  const locale = options.locale === undefined ? english : checkedLocale(options.locale, 'locale');
  const labels = options.labels === undefined ? undefined : checkedLabels(options.labels);
  const { worded } = speechIn({ locale, english, labels });
  const writing = module.write(subject.begin, issueLimit(options.maxIssues), once);
  // Put into words when it is read, and only once for as long as nothing else is found.
  let judged: () => Verdict = () => verdictOf([]);
  // Set once the text is larger than what can be judged, which nothing mends.
  let beyond: Known | undefined;

  return {
    push(chunk) {
      const piece = aString(chunk, once ? 'text' : 'chunk');
      let known = beyond;
      try {
        known ??= writing.push(piece);
      } catch (error) {
        beyond = { open: null, complete: false, issues: [beyondLimits(error, writing.text())], truncated: false };
        known = beyond;
      }
      const { issues, truncated, complete, open } = known;
      const text = writing.text();
      const ended = later(() => (complete ? text : open === null ? '' : (module.ended(text) ?? '')));
      if (issues !== undefined) {
        const words = () => (issues.length === 0 ? [] : worded(issues, schema(issues), ended()));
        judged = later(() => verdictOf(words(), truncated));
      }
      return verdictLater(known, judged, ended);
    },
    get text() {
      return writing.text();
    },
  };
}

/** What `make` returns, which is called once, when it is needed. */
function later<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The verdict, of which nothing that takes time is made before it is read; `ended` is the text as it could end here. */
function verdictLater({ complete, open }: Known, judged: () => Verdict, ended: () => string): PrefixVerdict {
  const value = later(() => parsed(ended()));
  return {
    complete,
    open: open && { path: open, pointer: pointerOf(open) },
    get valid() {
      return complete && judged().valid;
    },
    get persistable() {
      return complete && judged().persistable;
    },
    get issues() {
      return judged().issues;
    },
    get advice() {
      return judged().advice;
    },
    get truncated() {
      return judged().truncated;
    },
    get value() {
      return value();
    },
  };
}

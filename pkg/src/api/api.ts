// The package's functions, over a wasm module that is loaded by the first call that needs it. Knows what a call means;
// every rule about data is in the module.

import { columns } from '../generated/columns.js';
import {
  finished,
  type Stage,
  type StageData,
  type Status,
  schemas,
  stageColumns,
  stages,
} from '../generated/facts.js';
import type { Draft, WizardActionRow, WizardSessionRow } from '../generated/types.js';
import { Missing, Mode, Operation, Stages, Table } from '../generated/wasm_glue.js';
import {
  type DatabaseError,
  type ErrorFields,
  fieldsOf,
  isKnownConstraint,
  NOT_SENT,
  namesNoColumn,
  readDatabaseError,
  tableOf,
} from '../issue/database_error.js';
import {
  type AnyIssue,
  type DatabaseIssue,
  type ExplainedIssue,
  type Issue,
  type RawIssue,
  type RuleIssue,
  type Verdict,
  verdictOf,
} from '../issue/issue.js';
import type { Schema } from '../issue/label.js';
import { httpAnswerOf } from '../issue/network_error.js';
import { checkedLabels } from '../issue/own_labels.js';
import { parsed, speechIn } from '../issue/speech.js';
import { harmless } from '../issue/text.js';
import { rowSchema } from '../issue/titles.js';
import type { Json } from '../json/subschemas.js';
import { jsonText, reading } from '../json/text.js';
import { checkedLocale, type Locale, type Wording } from '../messages/catalogue.js';
import { draftOf } from '../standard_schema/draft.js';
import { type StageSchema, stageSchema } from '../standard_schema/stage.js';
import type { Instances } from '../wasm/glue.js';
import { createModule, type Found, type Module, type Question } from '../wasm/module.js';
import { aString, issueLimit, MOST_ISSUES, meaningOf, oneOf, ownOptions } from './arguments.js';
import { bodyText, columnsOf } from './bulk.js';
import { beyondLimits, isBeyondLimits } from './limits.js';
import { MODES, OF_ARRAYS, operationOf, storedText } from './statement.js';

/** How much detail a verdict contains. */
export interface IssueOptions {
  /**
   * The maximum number of issues to report, a positive integer or `Infinity`; 100 by default. If there are more, the
   * verdict is `truncated`; `valid` and `persistable` do not depend on this limit.
   */
  readonly maxIssues?: number | undefined;
}

/** How a row is judged. */
export interface RowOptions<Stored = unknown> extends IssueOptions {
  /** The statement by which the row is sent; `insert` by default. */
  readonly operation?: 'insert' | 'update' | 'upsert' | undefined;
  /**
   * For an update: the row as it is stored now. The columns sent are merged over it for CHECKs. An upsert must also be
   * good as a new row.
   */
  readonly current?: Stored | undefined;
  /**
   * How stage data is judged: all of it as drafts, all as complete, or not at all. By default, stages named in
   * `completed_stages` are judged as complete and the others as drafts. What is wrong with a stage that the database
   * itself refuses is always reported.
   */
  readonly stages?: 'draft' | 'complete' | 'skip' | undefined;
}

/** How an array of rows is judged. */
export interface RowsOptions extends Pick<RowOptions, 'stages' | 'maxIssues'> {
  /** The supabase-js call by which the rows are sent; `insert` by default. */
  readonly operation?: 'insert' | 'upsert' | undefined;
  /**
   * The supabase-js option with this name. An array is sent with the union of its rows' keys, and a key that a row
   * lacks becomes NULL, or the column's default if this is false.
   */
  readonly defaultToNull?: boolean | undefined;
}

/** How a stage's data is judged: as finished, or as still being filled in, when nothing needs to be present. */
export interface StageOptions extends IssueOptions {
  readonly mode: 'draft' | 'complete';
}

/** How far along a session is. */
export type Completion = {
  /** What `completion_percentage` should be, 0 to 100, once `completed_stages` equals `completedStages`. */
  readonly percentage: number;
  /** The stages whose data is complete. */
  readonly completedStages: readonly Stage[];
  /** The first stage whose data is not complete; null if all are. */
  readonly nextStage: Stage | null;
  /** What the other stages lack. At most `maxIssues` issues. */
  readonly missing: readonly Issue[];
  /** Where stages contradict one another. At most `maxIssues` issues. */
  readonly conflicts: readonly RuleIssue[];
  /** Whether there are more issues than `missing` and `conflicts` list. */
  readonly truncated: boolean;
};

/** A row of either table, for `explainDatabaseError`. */
export type AnyRow = Partial<WizardSessionRow> | Partial<WizardActionRow> | Record<string, unknown>;

/** The package's functions. All are synchronous. */
export interface Api {
  /**
   * Judges a row of `wizard_sessions` as `JSON.stringify` would send it.
   * @throws TypeError if an option is unknown, or the row cannot be written as JSON (a cycle, a BigInt, undefined).
   */
  validateSession(row: unknown, options?: RowOptions<Partial<WizardSessionRow>>): Verdict;
  /** Judges a row of `wizard_actions`, as `validateSession` judges one of `wizard_sessions`. */
  validateAction(row: unknown, options?: RowOptions<Partial<WizardActionRow>>): Verdict;
  /** Judges the exact JSON text that will be sent; a text that is not JSON is an issue. */
  validateSessionJson(text: string, options?: RowOptions<Partial<WizardSessionRow>>): Verdict;
  /**
   * Judges rows as supabase-js inserts or upserts an array of them: in one statement, so that a single bad row fails
   * all of them. Each issue's path begins with the row's index. A key whose value is undefined is sent too: its column
   * becomes NULL.
   */
  validateSessions(rows: readonly unknown[], options?: RowsOptions): Verdict;
  /** The same for rows of `wizard_actions`. */
  validateActions(rows: readonly unknown[], options?: RowsOptions): Verdict;
  /** Judges the exact JSON text of a row of `wizard_actions`, as `validateSessionJson` does. */
  validateActionJson(text: string, options?: RowOptions<Partial<WizardActionRow>>): Verdict;
  /**
   * Judges one stage's data, by its schema and by the rules that need no other stage.
   * @throws TypeError if the stage or the mode is unknown, or the data cannot be written as JSON.
   */
  validateStage<S extends Stage>(stage: S, data: unknown, options: StageOptions): Verdict;
  /**
   * Whether a session's status may change to another, or whether a new session may begin in it, if `from` is null.
   * Staying is always allowed; an unknown status is an issue. If the session is given, also whether this session may
   * change: a finished status requires all stages to be complete and free of conflicts. Going back from a finished
   * status requires nothing.
   * @throws TypeError if a status is not a string, or the session cannot be written as JSON.
   */
  checkTransition(
    from: Status | (string & {}) | null,
    to: Status | (string & {}),
    session?: Partial<WizardSessionRow> | Record<string, unknown>,
  ): Verdict;
  /** How far along a session is, what is missing, and what contradicts. */
  completion(session: Partial<WizardSessionRow> | Record<string, unknown>, options?: IssueOptions): Completion;
  /**
   * Says what a database error is about: `{ code, message, details, hint }`, as supabase-js and PostgREST return it.
   * Errors that name no column (such as 22P02) are traced by judging `row`, the row that was sent, again. Fields that
   * are not strings are ignored. An error without a code of PostgreSQL or PostgREST, such as that of an aborted
   * request, did not come from the database: its source is `network`, its code says what happened (`unreachable`,
   * `timeout`, `aborted`, `unavailable`, `too_many_requests`, `unauthorized`, `payload_too_large`, or else `unknown`),
   * and `params.retryable` whether the same may be sent again. A `status` of the HTTP response beside the error's
   * fields tells more than its texts. At most 10,000 characters of each field are read; `params` contain at most 200 of
   * them, and never the row that PostgreSQL repeats in its details.
   * @throws TypeError if the error is not an object, an option is unknown, or the row cannot be written as JSON.
   */
  explainDatabaseError(error: DatabaseError, row?: AnyRow | undefined, options?: RowOptions): ExplainedIssue;
  /**
   * Whether the data is complete and valid, which narrows its type: `isStage('ticketSetup', draft)` makes of a
   * `TicketDraft` a `TicketData`. It makes no messages, so it is the quickest way to a yes or no. Data that cannot be
   * written as JSON is not. Like everywhere, what counts is the text that `JSON.stringify` writes, so a Date stands for
   * its text.
   * @throws TypeError if the stage is unknown.
   */
  isStage<S extends Stage>(stage: S, data: unknown): data is StageData[S];
  /**
   * The stages' schemas, as Standard Schema v1 (which judges complete data) and Standard JSON Schema (of complete data).
   * The type of the input is the draft, since that is what a form holds until it is valid; the JSON Schema of the input
   * is that of complete data all the same, since whoever writes by it should write what is valid.
   */
  readonly stageSchemas: { readonly [S in Stage]: StageSchema<Draft<StageData[S]>, StageData[S]> };
  /**
   * The same for data that is still being filled in, where nothing needs to be present: for an autosave, and for an
   * assistant's tool that fills in what it knows.
   */
  readonly draftSchemas: { readonly [S in Stage]: StageSchema<Draft<StageData[S]>> };
  /**
   * The same functions with messages in another language: `withLocale(es).validateSession(row)`. `labels` are your own
   * names for fields, by their English title (or a column's name in words): `{ 'Event title': 'Name of the concert' }`.
   * @throws TypeError that says what is wrong, if the locale is not valid or a label does not belong to a field.
   */
  withLocale(locale: Locale, labels?: Readonly<Record<string, string>>): Api;
}

/**
 * How much of the sentence about a refused row is repeated, in UTF-16 units; this package's own sentences are shorter.
 */
const LONGEST_SENTENCE = 1000;

/** The constraint on what a finished session needs. */
const UNFINISHED = 'finished_when_all_completed';

/** The tables' names, in the order of `Table`. */
const TABLES = ['wizard_sessions', 'wizard_actions'] as const;

/** @internal How stage data can be judged: the option `stages`. */
export const STAGES = /* @__PURE__ */ new Map([
  ['draft', Stages.Draft],
  ['complete', Stages.Complete],
  ['skip', Stages.Skip],
]);

function rowOptions(options: RowOptions): RowOptions {
  return ownOptions(options, { operation: undefined, current: undefined, stages: undefined, maxIssues: undefined });
}

function stagesOf(stages: RowOptions['stages']): Stages {
  return stages === undefined ? Stages.Declared : meaningOf(stages, STAGES, 'stages');
}

/** Asks about a stage, by mode and index: made once, since a function made anew costs a short call a tenth of its time. */
const STAGE_QUESTIONS: readonly (readonly Question[])[] = /* @__PURE__ */ [Mode.Draft, Mode.Complete].map((mode) =>
  stages.map(
    (_, index): Question =>
      (wasm, bytes, most) =>
        wasm.validateStage(index, mode, bytes, most),
  ),
);

/** Asks about a row. */
function rowQuestion(table: Table, operation: Operation, stages: Stages, missing = Missing.Omitted): Question {
  return (wasm, bytes, most, currentBytes) =>
    wasm.validateRow(table, operation, missing, stages, bytes, currentBytes, most);
}

/**
 * The functions over instances of the module, in English. Nothing runs before the first call.
 * @internal
 */
export function createApi(instances: Instances, english: Locale): Api {
  return speaking(createModule(instances), { locale: english, english });
}

/** The functions in one language. */
function speaking(module: Module, wording: Wording): Api {
  const { issueOf, worded, verdict } = speechIn(wording);
  const rows: Schema[] = [];
  const whole: Schema[] = [];

  /**
   * The schema of a table's row. If a column is unknown, it lists all columns, so that the intended one can be
   * suggested.
   */
  function schemaOf(table: Table, issues: readonly RawIssue[] = []): Schema {
    if (issues.some(({ code }) => code === 'PGRST204')) {
      if (whole[table] === undefined) {
        const others = unknownColumns(table, columns);
        whole[table] = rowSchema(columns.filter((column) => !others.has(column)));
      }
      return whole[table];
    }
    rows[table] ??= rowSchema(table === Table.Sessions ? stageColumns : []);
    return rows[table];
  }

  function judgeRow(table: Table, read: () => string, options: RowOptions = {}): Verdict {
    const given = rowOptions(options);
    const operation = operationOf(given);
    const ask = rowQuestion(table, operation, stagesOf(given.stages));
    const most = issueLimit(given.maxIssues);
    const stored = storedText(given);
    return verdict((issues) => schemaOf(table, issues), read, module, ask, most, stored);
  }

  /** The names that are not columns of the table. */
  function unknownColumns(table: Table, names: readonly string[]): Set<string> {
    if (names.length === 0) return new Set();
    const row = JSON.stringify(Object.fromEntries(names.map((name) => [name, null])));
    const found = module(rowQuestion(table, Operation.Update, Stages.Skip), names.length, row);
    const told = (found?.issues ?? []).filter(({ code }) => code === 'PGRST204');
    const unknown = new Set(told.map(({ path }) => path[0]));
    // Names in PostgreSQL have at most 63 bytes.
    return new Set(names.filter((name) => name.length > 63 || unknown.has(name)));
  }

  function judgeRows(table: Table, rows: unknown, options: RowsOptions = {}): Verdict {
    if (!Array.isArray(rows)) throw new TypeError('rows must be an array');
    const given = ownOptions(options, {
      operation: undefined,
      stages: undefined,
      defaultToNull: undefined,
      maxIssues: undefined,
    });
    const { operation = 'insert', defaultToNull = true } = given;
    const meant = meaningOf(operation, OF_ARRAYS, 'operation');
    if (typeof defaultToNull !== 'boolean') throw new TypeError('`defaultToNull` must be true or false');
    const stages = stagesOf(given.stages);
    const most = issueLimit(given.maxIssues);
    const columns = reading('rows', () => columnsOf(rows));
    // If no row has keys, the request names no columns.
    const missing = columns.size === 0 ? Missing.Omitted : defaultToNull ? Missing.Null : Missing.Default;
    const ask = rowQuestion(table, meant, stages, missing);
    const read = () => bodyText(rows, columns, defaultToNull, (names) => unknownColumns(table, names));
    return verdict((issues) => schemaOf(table, issues), read, module, ask, most);
  }

  function stageVerdict(index: number, read: () => string, mode: Mode, most: number): Verdict {
    return verdict(() => schemas[index], read, module, STAGE_QUESTIONS[mode]?.[index] as Question, most);
  }

  /**
   * The first database issue with the error's code, and with its constraint if it names one. An unknown column means
   * that the row belongs to another table.
   */
  function traced(
    error: ErrorFields,
    constraint: string | undefined,
    row: unknown,
    options: RowOptions,
  ): DatabaseIssue | undefined {
    const table = tableOf(error);
    const operation = operationOf(options);
    const stored = storedText(options);
    for (const candidate of table === undefined ? [Table.Sessions, Table.Actions] : [TABLES.indexOf(table as never)]) {
      if (candidate < 0) return undefined;
      let text: string;
      let found: readonly RawIssue[];
      try {
        text = jsonText(row, 'row');
        found = module(rowQuestion(candidate, operation, Stages.Skip), Infinity, text, stored)?.issues ?? [];
      } catch (thrown) {
        if (!isBeyondLimits(thrown)) throw thrown;
        return undefined;
      }
      if (table === undefined && found.some(({ code }) => code === 'PGRST204')) continue;
      const raw = found.find(
        (each) => (each.sqlstate ?? each.code) === error.code && (constraint ?? each.constraint) === each.constraint,
      );
      return raw && (issueOf(raw, schemaOf(candidate), parsed(text)) as DatabaseIssue);
    }
    return undefined;
  }

  /** How far along a session is, as the module reports it. */
  function completionOf(row: object, most: number): Progress & { readonly text: string } {
    let text = '';
    try {
      text = jsonText(row, 'session');
      return {
        ...(module<Progress>((wasm, bytes, limit) => wasm.completion(bytes, limit), most, text) as Progress),
        text,
      };
    } catch (error) {
      const issues = [beyondLimits(error, text)];
      return { percentage: 0, completedStages: [], nextStage: stages[0] as Stage, issues, truncated: false, text };
    }
  }

  const stageSchemas = {} as Record<Stage, StageSchema<never>>;
  const draftSchemas = {} as Record<Stage, StageSchema<never>>;
  stages.forEach((stage, index) => {
    const schema = schemas[index] as Json;
    const judge = (mode: Mode) => (value: unknown) =>
      stageVerdict(index, () => jsonText(value, 'the data'), mode, MOST_ISSUES);
    stageSchemas[stage] = stageSchema(() => schema, judge(Mode.Complete));
    // Two schemas with one id would be taken for one another.
    draftSchemas[stage] = stageSchema(() => ({ ...draftOf(schema), $id: `${schema.$id}:draft` }), judge(Mode.Draft));
  });

  return {
    validateSession: (row, options) => judgeRow(Table.Sessions, () => jsonText(row, 'row'), options),
    validateAction: (row, options) => judgeRow(Table.Actions, () => jsonText(row, 'row'), options),
    validateSessions: (rows, options) => judgeRows(Table.Sessions, rows, options),
    validateActions: (rows, options) => judgeRows(Table.Actions, rows, options),
    validateSessionJson: (text, options) => judgeRow(Table.Sessions, () => aString(text, 'text'), options),
    validateActionJson: (text, options) => judgeRow(Table.Actions, () => aString(text, 'text'), options),
    validateStage(stage, data, options) {
      const index = oneOf(stage, stages, 'stage');
      const given = ownOptions(options, { mode: undefined, maxIssues: undefined });
      const mode = meaningOf(given.mode, MODES, 'mode');
      return stageVerdict(index, () => jsonText(data, 'data'), mode, issueLimit(given.maxIssues));
    },
    isStage(stage, data): data is never {
      const index = oneOf(stage, stages, 'stage');
      // No issue is asked for, so none is put into words: whether there is one is all the answer.
      const ask = STAGE_QUESTIONS[Mode.Complete]?.[index] as Question;
      try {
        return module(ask, 0, jsonText(data, 'data')) === undefined;
      } catch (error) {
        // A value that is not JSON at all, or too large to be judged, is no stage's data.
        if (error instanceof TypeError || isBeyondLimits(error)) return false;
        throw error;
      }
    },
    checkTransition(from, to, row) {
      const before = from === null ? null : aString(from, 'from');
      const read = () => JSON.stringify({ from: before, to: aString(to, 'to') });
      const ask: Question = (wasm, bytes, most) => wasm.checkTransition(bytes, most);
      const step = verdict(() => schemaOf(Table.Sessions), read, module, ask, MOST_ISSUES);
      if (row === undefined || !step.valid) return step;
      const session = { ...aSession(row), status: to };
      // Staying, and going back from a finished status, require nothing.
      if (finished.indexOf(to) <= finished.indexOf(String(from))) return step;
      // As an update, so that columns which the caller does not give are not judged by their defaults.
      const options: RowOptions = { operation: 'update', stages: 'complete' };
      const asComplete = judgeRow(Table.Sessions, () => jsonText(session, 'session'), options);
      // Whatever else the database would say about the row matters only when it is saved.
      const found = asComplete.issues.filter(({ source, code }) => source !== 'database' || code === UNFINISHED);
      return verdictOf([...found, ...asComplete.advice], asComplete.truncated);
    },
    completion(row, options = {}) {
      const most = issueLimit(ownOptions(options, { maxIssues: undefined }).maxIssues);
      const { issues, truncated, text, ...rest } = completionOf(aSession(row), most);
      const missing = worded(issues, schemaOf(Table.Sessions), text);
      const asDrafts = judgeRow(Table.Sessions, () => text, { stages: 'draft', maxIssues: most });
      const told = new Set(missing.map(({ code, pointer }) => `${code} ${pointer}`));
      const conflicts = asDrafts.issues.filter(
        (issue): issue is RuleIssue =>
          issue.source === 'rule' &&
          stageColumns.includes(String(issue.path[0])) &&
          !told.has(`${issue.code} ${issue.pointer}`),
      );
      return { ...rest, missing, conflicts, truncated: truncated || asDrafts.truncated };
    },
    explainDatabaseError(error, row, options = {}) {
      if (error === null || typeof error !== 'object') {
        throw new TypeError('error must be an object with code, message, details and hint');
      }
      const given = rowOptions(options);
      const fields = fieldsOf(error);
      const told = readDatabaseError(fields, httpAnswerOf(error));
      const refused = fields.hint === NOT_SENT;
      const { constraint } = told;
      const sqlstate = told.sqlstate ?? '';
      if (
        row !== undefined &&
        (refused || namesNoColumn(sqlstate) || (sqlstate === '23514' && constraint !== undefined))
      ) {
        const issue = traced(fields, constraint, row, given);
        if (issue !== undefined) return { ...issue, params: { ...told.params, ...issue.params } } as ExplainedIssue;
      }
      // The error already has one of this package's messages.
      if (refused) {
        const message = refusalOf(fields);
        return { ...told, pointer: '', message, text: message } as ExplainedIssue;
      }
      // This does not use the module, so that an error can be explained anywhere.
      const schema = schemaOf(tableOf(fields) === TABLES[Table.Actions] ? Table.Actions : Table.Sessions);
      // A constraint of the server's own may be named like a keyword or a rule, whose message would be wrong here.
      const isSentence =
        constraint !== undefined &&
        !isKnownConstraint(constraint) &&
        Object.hasOwn(wording.english.messages, constraint);
      const worded = issueOf(isSentence ? { ...told, code: 'check_violation' } : told, schema);
      return { ...worded, code: told.code } as AnyIssue as ExplainedIssue;
    },
    stageSchemas: stageSchemas as Api['stageSchemas'],
    draftSchemas: draftSchemas as Api['draftSchemas'],
    withLocale(locale, labels) {
      const own = labels === undefined ? undefined : checkedLabels(labels);
      return speaking(module, { ...wording, locale: checkedLocale(locale, 'locale'), labels: own });
    },
  };
}

/** What the module reports about how far along a session is. */
type Progress = Omit<Completion, 'missing' | 'conflicts'> & Found;

/** The session in question. */
function aSession(row: unknown): object {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) throw new TypeError('session must be an object');
  return row;
}

/**
 * The message of a refused request. Anyone who can set an error's hint could have written it, so it is made harmless.
 */
function refusalOf({ message, hint }: ErrorFields): string {
  return harmless((message || hint).slice(0, LONGEST_SENTENCE));
}

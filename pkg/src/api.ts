// The package's functions, over a wasm module that is loaded by the first call that needs it. Knows what
// a call means; every rule about data is in the module.

import { aString, issueLimit, MOST_ISSUES, oneOf, onlyOptions } from './arguments.js';
import { type DatabaseError, namesNoColumn, readDatabaseError, tableOf } from './database_error.js';
import { type Stage, type StageData, type Status, schemas, stageColumns, stages } from './generated/facts.js';
import type { WizardActionRow, WizardSessionRow } from './generated/types.js';
import type { Instances } from './glue.js';
import {
  type AnyIssue,
  type DatabaseIssue,
  type ExplainedIssue,
  type Issue,
  pointerOf,
  type RawIssue,
  VALID,
  type Verdict,
  verdictOf,
} from './issue.js';
import { jsonText } from './json.js';
import type { Schema } from './label.js';
import { type Locale, messageOf, type Wording } from './messages/catalogue.js';
import { COMPLETION, createModule, type Found, type Module, ROW, STAGE, TooLarge, TRANSITION } from './module.js';
import { type StageSchema, stageSchema } from './stage_schema.js';

/** How much a verdict tells. */
export interface IssueOptions {
  /**
   * How many issues are told of at most, a positive integer or `Infinity`; 100 unless said otherwise. The verdict says
   * `truncated` if there are more; `valid` and `persistable` do not depend on it.
   */
  readonly maxIssues?: number | undefined;
}

/** How a row is judged. */
export interface RowOptions<Stored = unknown> extends IssueOptions {
  /** What the row is sent for; `insert` unless said otherwise. */
  readonly operation?: 'insert' | 'update' | undefined;
  /** Of an update: the row as it is stored now, which CHECKs see the sent columns merged over. */
  readonly current?: Stored | undefined;
  /**
   * How stage data is judged: all as drafts, all as complete, or not at all. Otherwise the stages named in
   * `completed_stages` as complete, and the others as drafts.
   */
  readonly stages?: 'draft' | 'complete' | 'skip' | undefined;
}

/** How an array of rows is judged. */
export interface RowsOptions extends Pick<RowOptions, 'stages' | 'maxIssues'> {
  /**
   * supabase-js's option of that name. An array is sent with the union of its rows' keys, and a key that a row
   * lacks becomes NULL, not the column's default, unless this is false.
   */
  readonly defaultToNull?: boolean | undefined;
}

/** How a stage's data is judged: finished, or still being filled in, when nothing is demanded to be present. */
export interface StageOptions extends IssueOptions {
  readonly mode: 'draft' | 'complete';
}

/** How far a session is. */
export type Completion = {
  /** What `completion_percentage` should be, 0 to 100. */
  readonly percentage: number;
  /** The stages whose data is complete. */
  readonly completedStages: readonly Stage[];
  /** The first stage that is not; null if all are. */
  readonly nextStage: Stage | null;
  /** What the other stages lack. At most `maxIssues`. */
  readonly missing: readonly Issue[];
  /** More is missing than `missing` has. */
  readonly truncated: boolean;
};

/** Row of either table, for `explainDatabaseError`. */
export type AnyRow = Partial<WizardSessionRow> | Partial<WizardActionRow> | Record<string, unknown>;

/** The package's functions. All are synchronous. */
export interface Api {
  /**
   * Judges a row of `wizard_sessions` as `JSON.stringify` would send it.
   * @throws TypeError if an option is unknown, or the row cannot be JSON (a cycle, a BigInt, undefined).
   */
  validateSession(row: unknown, options?: RowOptions<Partial<WizardSessionRow>>): Verdict;
  /** Judges a row of `wizard_actions`, as `validateSession` does one of `wizard_sessions`. */
  validateAction(row: unknown, options?: RowOptions<Partial<WizardActionRow>>): Verdict;
  /** Judges the very JSON text that will be sent; what is no JSON is an issue. */
  validateSessionJson(text: string, options?: RowOptions<Partial<WizardSessionRow>>): Verdict;
  /**
   * Judges rows as supabase-js inserts or upserts an array of them: one statement, so one bad row stops all. Each
   * issue's path begins with the row's index.
   */
  validateSessions(rows: readonly unknown[], options?: RowsOptions): Verdict;
  /** The same for rows of `wizard_actions`. */
  validateActions(rows: readonly unknown[], options?: RowsOptions): Verdict;
  /** Judges the very JSON text of a row of `wizard_actions`, as `validateSessionJson` does. */
  validateActionJson(text: string, options?: RowOptions<Partial<WizardActionRow>>): Verdict;
  /**
   * Judges one stage's data, by its schema and by the rules that need no other stage.
   * @throws TypeError if the stage or the mode is unknown, or the data cannot be JSON.
   */
  validateStage<S extends Stage>(stage: S, data: unknown, options: StageOptions): Verdict;
  /**
   * Whether a session's status may become another. Staying is always allowed; an unknown status is an issue.
   * @throws TypeError if a status is no string.
   */
  checkTransition(from: Status | (string & {}), to: Status | (string & {})): Verdict;
  /** How far a session is, and what is missing. */
  completion(session: Partial<WizardSessionRow> | Record<string, unknown>, options?: IssueOptions): Completion;
  /**
   * Says what a database error is about: `{ code, message, details, hint }`, as supabase-js and PostgREST give it.
   * Errors that name no column (such as 22P02) are traced by judging `row`, the row that was sent, again.
   */
  explainDatabaseError(error: DatabaseError, row?: AnyRow | undefined, options?: RowOptions): ExplainedIssue;
  /** The stages' schemas, as Standard Schema v1 (which judges complete data) and Standard JSON Schema. */
  readonly stageSchemas: { readonly [S in Stage]: StageSchema<StageData[S]> };
  /**
   * The same functions with messages in another language: `withLocale(es).validateSession(row)`. `labels` are names of
   * your own for fields, by their English title: `{ 'Event title': 'Name of the concert' }`.
   * @throws TypeError if the locale is none.
   */
  withLocale(locale: Locale, labels?: Readonly<Record<string, string>>): Api;
}

const SESSIONS = 0;
const ACTIONS = 1;
const TABLES = ['wizard_sessions', 'wizard_actions'] as const;

const OPERATIONS = ['insert', 'update'] as const;
const STAGES = ['draft', 'complete', 'skip'] as const;
const MODES = ['draft', 'complete'] as const;
const COMPLETE = 1;
const STAGE_OPTIONS = ['mode', 'maxIssues'] as const;
const ROW_OPTIONS = ['operation', 'current', 'stages', 'maxIssues'] as const;

/** The bits that `src/wasm.rs` reads: 1 for an update, two for how stages are judged, two for missing keys. */
const JUDGED = 1;
const MISSING = 3;
const MISSING_IS_NULL = 1;
const MISSING_IS_DEFAULT = 2;

function rowFlags(options: RowOptions): number {
  onlyOptions(options, ROW_OPTIONS);
  const { operation = 'insert', current, stages } = options;
  const update = oneOf(operation, OPERATIONS, 'operation');
  const judged = stages === undefined ? 0 : oneOf(stages, STAGES, 'stages') + 1;
  if (current !== undefined && update === 0) {
    throw new TypeError("`current` is for updates: give operation: 'update' with it");
  }
  return update | (judged << JUDGED);
}

function rowsFlags(options: RowsOptions): number {
  onlyOptions(options, ['stages', 'defaultToNull', 'maxIssues']);
  const { stages, defaultToNull = true } = options;
  if (typeof defaultToNull !== 'boolean') throw new TypeError('`defaultToNull` must be true or false');
  return rowFlags({ stages }) | ((defaultToNull ? MISSING_IS_NULL : MISSING_IS_DEFAULT) << MISSING);
}

/** A session row as the labels see it: the stages' schemas under their columns. */
function sessionSchema(): Schema {
  const properties = Object.fromEntries(stageColumns.map((column, stage) => [column, schemas[stage] as Schema]));
  const row: Schema = { properties };
  return { ...row, items: { ...row, title: 'Row' } };
}

const NO_SCHEMA: Schema = {};

/**
 * The functions over instances of the module, in English. Nothing runs before the first call.
 * @internal
 */
export function createApi(instances: Instances, english: Locale): Api {
  return speaking(createModule(instances), { locale: english, english });
}

/** The functions, in a language. */
function speaking(module: Module, wording: Wording): Api {
  let session: Schema | undefined;

  function schemaOf(table: number): Schema {
    if (table !== SESSIONS) return NO_SCHEMA;
    session ??= sessionSchema();
    return session;
  }

  function issueOf(raw: RawIssue, schema: Schema, data?: unknown): Issue {
    const message = messageOf(wording, schema, raw, data);
    // The codes and params of the module are those of the types, which the same compiler wrote.
    return { ...raw, pointer: pointerOf(raw.path), message } as Issue;
  }

  /** The verdict of a call on a text, which the messages take names from. */
  function verdict(schema: Schema, text: string, judge: () => Found | undefined): Verdict {
    let found: Found | undefined;
    try {
      found = judge();
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return verdictOf([issueOf(tooLarge(text), schema)]);
    }
    if (found === undefined) return VALID;
    const data = parsed(text);
    const issues = found.issues.map((raw) => issueOf(raw, schema, data));
    return verdictOf(issues, found.truncated);
  }

  function judge(table: number, text: string, flags: number, most: number, current?: unknown): Verdict {
    const stored = current === undefined ? undefined : jsonText(current, '`current`');
    return verdict(schemaOf(table), text, () => module(ROW, table, flags, most, text, stored));
  }

  function judgeRow(table: number, text: string, options: RowOptions = {}): Verdict {
    return judge(table, text, rowFlags(options), issueLimit(options.maxIssues), options.current);
  }

  function judgeRows(table: number, rows: unknown, options: RowsOptions = {}): Verdict {
    if (!Array.isArray(rows)) throw new TypeError('rows must be an array');
    return judge(table, jsonText(rows, 'rows'), rowsFlags(options), issueLimit(options.maxIssues));
  }

  function stageVerdict(index: number, text: string, mode: number, most: number): Verdict {
    return verdict(schemas[index] as Schema, text, () => module(STAGE, index, mode, most, text));
  }

  /** The first database issue with the error's SQLSTATE; an unknown column means that the row is another table's. */
  function traced(error: DatabaseError, row: unknown, options: RowOptions | undefined): DatabaseIssue | undefined {
    const table = tableOf(error);
    const operation = options?.operation ?? 'insert';
    for (const candidate of table === undefined ? [SESSIONS, ACTIONS] : [TABLES.indexOf(table as never)]) {
      if (candidate < 0) return undefined;
      const { issues } = judgeRow(candidate, jsonText(row, 'row'), {
        ...options,
        operation,
        stages: 'skip',
        maxIssues: Infinity,
      });
      const matches = issues.filter((issue): issue is DatabaseIssue => issue.source === 'database');
      if (table === undefined && matches.some((issue) => issue.code === 'PGRST204')) continue;
      return matches.find((issue) => issue.sqlstate === error.code && agrees(issue, error));
    }
    return undefined;
  }

  /** How far a session is, as the module tells it. */
  function completionOf(text: string, most: number): Progress {
    try {
      return module<Progress>(COMPLETION, 0, 0, most, text) as Progress;
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      const nextStage = stages[0] as Stage;
      return { percentage: 0, completedStages: [], nextStage, issues: [tooLarge(text)], truncated: false };
    }
  }

  const stageSchemas = {} as Record<Stage, StageSchema<never>>;
  stages.forEach((stage, index) => {
    stageSchemas[stage] = stageSchema(schemas[index] as Schema, (value) =>
      stageVerdict(index, jsonText(value, 'the data'), COMPLETE, MOST_ISSUES),
    );
  });

  return {
    validateSession: (row, options) => judgeRow(SESSIONS, jsonText(row, 'row'), options),
    validateAction: (row, options) => judgeRow(ACTIONS, jsonText(row, 'row'), options),
    validateSessions: (rows, options) => judgeRows(SESSIONS, rows, options),
    validateActions: (rows, options) => judgeRows(ACTIONS, rows, options),
    validateSessionJson: (text, options) => judgeRow(SESSIONS, aString(text, 'text'), options),
    validateActionJson: (text, options) => judgeRow(ACTIONS, aString(text, 'text'), options),
    validateStage(stage, data, options) {
      const index = oneOf(stage, stages, 'stage');
      onlyOptions(options, STAGE_OPTIONS);
      const mode = oneOf(options.mode, MODES, 'mode');
      return stageVerdict(index, jsonText(data, 'data'), mode, issueLimit(options.maxIssues));
    },
    checkTransition(from, to) {
      const text = JSON.stringify({ from: aString(from, 'from'), to: aString(to, 'to') });
      return verdict(schemaOf(SESSIONS), text, () => module(TRANSITION, 0, 0, MOST_ISSUES, text));
    },
    completion(row, options = {}) {
      if (row === null || typeof row !== 'object' || Array.isArray(row))
        throw new TypeError('session must be an object');
      onlyOptions(options, ['maxIssues']);
      const most = issueLimit(options.maxIssues);
      const text = jsonText(row, 'session');
      const { issues, ...rest } = completionOf(text, most);
      const data = issues.length > 0 ? parsed(text) : undefined;
      return { ...rest, missing: issues.map((raw) => issueOf(raw, schemaOf(SESSIONS), data)) };
    },
    explainDatabaseError(error, row, options) {
      if (error === null || typeof error !== 'object') {
        throw new TypeError('error must be an object with code, message, details and hint');
      }
      const told = readDatabaseError(error);
      const sqlstate = told.sqlstate ?? '';
      if (row !== undefined && (namesNoColumn(sqlstate) || sqlstate === '23514')) {
        const issue = traced(error, row, options);
        if (issue !== undefined) return { ...issue, params: { ...told.params, ...issue.params } } as ExplainedIssue;
      }
      return issueOf(
        told,
        tableOf(error) === TABLES[ACTIONS] ? NO_SCHEMA : schemaOf(SESSIONS),
      ) as AnyIssue as ExplainedIssue;
    },
    stageSchemas: stageSchemas as Api['stageSchemas'],
    withLocale(locale, labels) {
      aString(locale?.tag, 'the tag of a locale');
      return speaking(module, { ...wording, locale, labels });
    },
  };
}

/** What the module tells of how far a session is. */
type Progress = Omit<Completion, 'missing'> & Found;

/** A text that cannot be judged is never taken: PostgreSQL has limits of its own (54000), which it may be beyond. */
function tooLarge(text: string): RawIssue {
  const params = { type: 'json', length: text.length, unknowable: true };
  return { source: 'database', code: 'program_limit_exceeded', path: [], params, sqlstate: '54000' };
}

/** The value of a JSON text; nothing if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A constraint's name in the error must be the issue's. */
function agrees(issue: Issue, error: DatabaseError): boolean {
  return issue.constraint === undefined || (error.message ?? '').includes(issue.constraint);
}

// What each call of an assistant means for the session: what is read, what is stored, what is refused. Every rule about
// data is in the functions passed to it. Knows nothing of CopilotKit, nor of how results are written.

import type { Api } from './api.js';
import { isRow } from './bulk.js';
import type {
  FillStageArgs,
  GetSessionArgs,
  SaveArgs,
  SetStatusArgs,
  ToolCallContext,
  WizardToolsOptions,
} from './copilotkit_api.js';
import { type Stage, stageColumns, stages } from './generated/facts.js';
import type { DatabaseIssueParams, RuleIssueParams } from './generated/types.js';
import { type AnyIssue, pointerOf, type Verdict } from './issue.js';
import { jsonText, reading } from './json.js';
import { own } from './label.js';
import { mergePatch } from './merge_patch.js';
import { issuesIn } from './supabase_guard.js';

/** A session's row, whatever it contains. */
export type Row = Record<string, unknown>;

/** Which of several issues are new. */
type IsNew = (issue: AnyIssue) => boolean;

/** What became of a call. */
export interface Outcome {
  /** Whether the call did what it was asked to; if not, nothing was changed. */
  readonly ok: boolean;
  readonly issues: readonly AnyIssue[];
  readonly advice: readonly AnyIssue[];
  /** Which of the issues the call itself brought about. */
  readonly isNew: IsNew;
  /** For calls that store: whether there was anything to store. */
  readonly changed?: boolean;
  /** The session after the call. */
  readonly after?: Row;
  /** For `getSession`. */
  readonly seen?: Seen;
}

/** A session to be shown. */
export interface Seen {
  readonly row: Row;
  /** The data of the stages asked for, without what must not be repeated. */
  readonly data: readonly (readonly [Stage, unknown])[];
  readonly completed: readonly Stage[];
  readonly percentage: number;
  readonly nextStage: Stage | null;
  readonly missing: readonly AnyIssue[];
}

/** What a call does with the session. */
export type Act<Args> = (args: Args, row: Row, context: ToolCallContext) => Outcome | Promise<Outcome>;

/** The calls, and the reading of the session that precedes each. */
export interface Calls {
  /** A copy of the session. */
  readRow(context: ToolCallContext): Promise<Row>;
  /** The texts in the session that must not be repeated. */
  secretsIn(row: Row): readonly string[];
  readonly getSession: Act<GetSessionArgs>;
  readonly fillStage: Act<FillStageArgs>;
  readonly setStatus: Act<SetStatusArgs>;
  readonly save: Act<SaveArgs>;
}

/** The code for what must not be repeated to anyone. */
const SECRET: keyof RuleIssueParams = 'account_id_secret';
/** The CHECK whose issue says what the percentage should be. */
const PERCENTAGE: keyof DatabaseIssueParams = 'completion_percentage_agrees';

const NONE: IsNew = () => false;
const ALL: IsNew = () => true;

/** An issue's code and place, by which it is known again in another verdict. */
export const keyOf = ({ code, pointer }: Pick<AnyIssue, 'code' | 'pointer'>): string => `${code} ${pointer}`;

/** Whether an issue is not among the known ones. */
function notAmong(known: readonly AnyIssue[]): IsNew {
  const keys = new Set(known.map(keyOf));
  return (issue) => !keys.has(keyOf(issue));
}

/** The message of whatever was thrown. */
export function messageIn(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return '';
  }
}

/** What the app's function returns. It is not awaited any longer once the user stops the assistant. */
async function fromApp<Value>(
  work: () => Value | PromiseLike<Value>,
  { signal }: ToolCallContext,
): Promise<Awaited<Value>> {
  if (signal === undefined) return await work();
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('stopped by the user'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function completedIn(row: Row): readonly unknown[] {
  return Array.isArray(row.completed_stages) ? row.completed_stages : [];
}

/** The calls for one session. */
export function createCalls<Given extends object>(
  api: Api,
  { session, save, mode }: Pick<WizardToolsOptions<Given>, 'session' | 'save' | 'mode'>,
): Calls {
  /** The verdict on the session as it is, or as it would be after a change. */
  function judged(row: Row, current: Row = row): Verdict {
    return api.validateSession(row, { operation: 'update', current, maxIssues: Infinity });
  }

  /** The row with the stage marked as complete or not, and the percentage that goes with it. */
  function marked(row: Row, stage: Stage, isComplete: boolean): Row {
    const list = completedIn(row);
    if (list.includes(stage) === isComplete) return row;
    const completed_stages = isComplete ? [...list, stage] : list.filter((each) => each !== stage);
    const next = { ...row, completed_stages, completion_percentage: row.completion_percentage ?? 0 };
    const disagrees = judged(next).issues.find(({ code }) => code === PERCENTAGE);
    const expected = own(disagrees?.params, 'expected');
    return expected === undefined ? next : { ...next, completion_percentage: expected };
  }

  /** Stores the session unless `refuses` finds one of its issues to be the fault of the call. */
  async function stored(
    before: Row,
    next: Row,
    context: ToolCallContext,
    refuses: (issue: AnyIssue, isNew: boolean) => boolean,
  ): Promise<Outcome> {
    const { issues, advice } = judged(next, before);
    const isFresh = notAmong(judged(before).issues);
    const refused = new Set<AnyIssue>(issues.filter((issue) => refuses(issue, isFresh(issue))));
    const isNew: IsNew = (issue) => refused.has(issue) || isFresh(issue);
    if (refused.size > 0) return { ok: false, issues, advice, isNew };
    const changed = jsonText(next, 'session') !== jsonText(before, 'session');
    if (changed) await fromApp(() => session.write(next as Given, context), context);
    return { ok: true, changed, issues, advice, isNew, after: next };
  }

  return {
    async readRow(context) {
      const row: unknown = (await fromApp(() => session.read(), context)) ?? {};
      if (!isRow(row)) throw new TypeError('session.read() must return an object');
      return { ...row };
    },

    secretsIn(row) {
      return judged(row)
        .issues.filter(({ code }) => code === SECRET)
        .map(({ path }) => path.reduce((at: unknown, segment) => own(at, segment), row))
        .filter((each): each is string => typeof each === 'string' && each !== '');
    },

    getSession({ stage: only }, row) {
      const { issues, advice } = judged(row);
      const { percentage, nextStage, missing } = api.completion(row, { maxIssues: Infinity });
      const known = completedIn(row);
      const secret = new Set(issues.filter(({ code }) => code === SECRET).map(({ pointer }) => pointer));
      const data = stages.flatMap((stage, index): [Stage, unknown][] => {
        const column = stageColumns[index] as string;
        const value = row[column];
        if (value === undefined || (only !== undefined && only !== stage)) return [];
        const open = isRow(value) && Object.entries(value).filter(([key]) => !secret.has(pointerOf([column, key])));
        return [[stage, open ? Object.fromEntries(open) : value]];
      });
      const completed = stages.filter((stage) => known.includes(stage));
      return { ok: true, issues, advice, isNew: NONE, seen: { row, data, completed, percentage, nextStage, missing } };
    },

    fillStage(args, row, context) {
      const { stage, complete = mode === 'complete' ? true : undefined } = args;
      const column = stageColumns[stages.indexOf(stage)] as string;
      const patch = 'data' in args ? args.data : {};
      const data = reading('data', () => mergePatch(row[column] ?? {}, patch));
      const filled = { ...row, [column]: data };
      const next = complete === undefined ? filled : marked(filled, stage, complete);
      const judgedAs = completedIn(next).includes(stage) ? 'complete' : 'draft';
      const alone = api.validateStage(stage, data, { mode: judgedAs, maxIssues: Infinity });
      const ofStage = new Set(
        alone.issues.map(({ code, pointer }) => keyOf({ code, pointer: `/${column}${pointer}` })),
      );
      // What contradicts another stage may be put right there, so it is told, but does not refuse the call. Old faults
      // do not refuse it either, unless it claims that there are none.
      return stored(row, next, context, (issue, isNew) => {
        if (issue.source === 'database' && isNew) return true;
        return ofStage.has(keyOf(issue)) && (isNew || complete === true);
      });
    },

    setStatus({ status }, row, context) {
      const from = typeof row.status === 'string' ? row.status : null;
      const { valid, issues, advice } = api.checkTransition(from, status, row);
      if (!valid) return { ok: false, issues, advice, isNew: ALL };
      return stored(row, { ...row, status }, context, (issue, isNew) => isNew && issue.source === 'database');
    },

    async save(_, row, context) {
      const { issues, advice, persistable } = judged(row);
      if (!persistable) return { ok: false, issues, advice, isNew: NONE };
      const saved: unknown = await fromApp(() => save?.(row as Given, context), context);
      if (!isRow(saved) || !('error' in saved)) throw new TypeError('save() must return an object with `error`');
      const { error } = saved;
      if (error === null || error === undefined) return { ok: true, issues, advice, isNew: NONE };
      const fields = typeof error === 'object' ? error : { message: messageIn(error) };
      const why = issuesIn(fields) ?? [api.explainDatabaseError(fields, row, { operation: 'update' })];
      return { ok: false, issues: why, advice: [], isNew: ALL };
    },
  };
}

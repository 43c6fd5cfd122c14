// What each call of an assistant means for the session: what is read, what is stored, what is refused. Every rule about
// data is in the functions passed to it. Knows nothing of CopilotKit, nor of how results are written.

import type { Api } from '../api/api.js';
import { isRow } from '../api/bulk.js';
import { type Stage, schemas, stageColumns, stages } from '../generated/facts.js';
import type { DatabaseIssueParams, RuleIssueParams } from '../generated/types.js';
import type { AnyIssue, Verdict } from '../issue/issue.js';
import { own } from '../issue/label.js';
import { mergePatch } from '../json/merge_patch.js';
import { jsonText, messageIn, reading } from '../json/text.js';
import { issuesIn } from '../supabase/guard.js';
import type {
  FillStageArgs,
  GetSessionArgs,
  SaveArgs,
  SetStatusArgs,
  ToolCallContext,
  WizardToolsOptions,
} from './api.js';

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

/** How many issues of a session are looked at: more than a result can tell, and not so many that a page would freeze. */
const MOST_ISSUES = 300;

const NONE: IsNew = () => false;
const ALL: IsNew = () => true;

/** An issue's code and place, by which it is known again in another verdict. */
export const keyOf = ({ code, pointer }: Pick<AnyIssue, 'code' | 'pointer'>): string => `${code} ${pointer}`;

/** Whether an issue is not among the known ones. */
function notAmong(known: readonly AnyIssue[]): IsNew {
  const keys = new Set(known.map(keyOf));
  return (issue) => !keys.has(keyOf(issue));
}

/** Why a call was not carried out, or not awaited. */
const STOPPED = 'stopped by the user';

/** What the app's function returns. It is not awaited any longer once the user stops the assistant. */
async function fromApp<Value>(
  work: () => Value | PromiseLike<Value>,
  { signal }: ToolCallContext,
): Promise<Awaited<Value>> {
  if (signal === undefined) return await work();
  if (signal.aborted) throw new Error(STOPPED);
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Error(STOPPED));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function columnOf(stage: Stage): string {
  return stageColumns[stages.indexOf(stage)] as string;
}

/** All texts of a value: itself, or what it contains, names of members included. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const rest = [value];
  while (rest.length > 0) {
    const each = rest.pop();
    if (typeof each === 'string') texts.push(each);
    // No spread: a call takes only so many arguments.
    else if (typeof each === 'object') for (const member of Object.entries(each ?? {}).flat()) rest.push(member);
  }
  return texts;
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
    return api.validateSession(row, { operation: 'update', current, maxIssues: MOST_ISSUES });
  }

  /** What is wrong with a stage by itself, with paths as in the session; and whether that is all. */
  function judgedAlone(stage: Stage, data: unknown, mode: 'draft' | 'complete') {
    const column = columnOf(stage);
    const { issues, truncated } = api.validateStage(stage, data, { mode, maxIssues: MOST_ISSUES });
    const placed = issues.map((issue): AnyIssue => {
      return { ...issue, path: [column, ...issue.path], pointer: `/${column}${issue.pointer}` };
    });
    return { issues: placed, truncated };
  }

  /**
   * The texts of a stage that must not be repeated, by member. Only texts are judged, so that nothing hides them: what is
   * in a list or an object where a text belongs is judged as if it were that text.
   */
  function secretTexts(stage: Stage, data: unknown): ReadonlyMap<string, readonly string[]> {
    const secrets = new Map<string, string[]>();
    if (!isRow(data)) return secrets;
    const known = own(schemas[stages.indexOf(stage)], 'properties');
    const members = Object.entries(data).filter(([key]) => own(own(known, key), 'type') === 'string');
    const collect = (texts: Row) => {
      for (const { code, path } of judgedAlone(stage, texts, 'draft').issues) {
        const key = String(path[1]);
        if (code === SECRET) secrets.set(key, [...(secrets.get(key) ?? []), String(texts[key])]);
      }
    };
    collect(Object.fromEntries(members.filter(([, value]) => typeof value === 'string')));
    for (const [key, value] of members) {
      if (typeof value !== 'string') for (const text of new Set(textsIn(value))) collect({ [key]: text });
    }
    return secrets;
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

  /** Stores the session, unless the call is at fault by itself or brings about what the database would reject. */
  async function stored(
    before: Row,
    next: Row,
    context: ToolCallContext,
    faults: readonly AnyIssue[] = [],
  ): Promise<Outcome> {
    const { issues, advice } = judged(next, before);
    const isFresh = notAmong(judged(before).issues);
    const refused = [...faults, ...issues.filter((issue) => issue.source === 'database' && isFresh(issue))];
    if (refused.length > 0) {
      const isOther = notAmong(refused);
      const all = [...issues, ...faults.filter(notAmong(issues))];
      return { ok: false, issues: all, advice, isNew: (issue) => isFresh(issue) || !isOther(issue) };
    }
    const changed = jsonText(next, 'session') !== jsonText(before, 'session');
    if (changed) await fromApp(() => session.write(next as Given, context), context);
    return { ok: true, changed, issues, advice, isNew: isFresh, after: next };
  }

  return {
    async readRow(context) {
      const row: unknown = (await fromApp(() => session.read(), context)) ?? {};
      if (!isRow(row)) throw new TypeError('session.read() must return an object');
      return { ...row };
    },

    secretsIn(row) {
      return stages.flatMap((stage) => {
        return [...secretTexts(stage, own(row, columnOf(stage))).values()].flat();
      });
    },

    getSession({ stage: only }, row) {
      const { issues, advice } = judged(row);
      const { percentage, nextStage, missing } = api.completion(row, { maxIssues: MOST_ISSUES });
      const completed = stages.filter((stage) => completedIn(row).includes(stage));
      const data = stages.flatMap((stage): [Stage, unknown][] => {
        const value = own(row, columnOf(stage));
        if (value === undefined || (only !== undefined && only !== stage)) return [];
        const secret = secretTexts(stage, value);
        const open = isRow(value) && Object.entries(value).filter(([key]) => !secret.has(key));
        return [[stage, open ? Object.fromEntries(open) : value]];
      });
      return { ok: true, issues, advice, isNew: NONE, seen: { row, data, completed, percentage, nextStage, missing } };
    },

    fillStage(args, row, context) {
      const { stage } = args;
      const complete = (own(args, 'complete') as boolean | undefined) ?? (mode === 'complete' ? true : undefined);
      const column = columnOf(stage);
      const old = own(row, column) ?? {};
      const data = reading('data', () => mergePatch(old, Object.hasOwn(args, 'data') ? args.data : {}));
      const filled = { ...row, [column]: data };
      const next = complete === undefined ? filled : marked(filled, stage, complete);
      const judgedAs = completedIn(next).includes(stage) ? 'complete' : 'draft';
      const { issues, truncated } = judgedAlone(stage, data, judgedAs);
      // Old faults do not refuse the call, unless it claims that there are none, or there are too many to tell. What
      // contradicts another stage does not either, since it may be put right there.
      const isClaim = complete === true || truncated;
      const faults = isClaim ? issues : issues.filter(notAmong(judgedAlone(stage, old, judgedAs).issues));
      return stored(row, next, context, faults);
    },

    setStatus({ status }, row, context) {
      const from = typeof row.status === 'string' ? row.status : null;
      const { valid, issues, advice } = api.checkTransition(from, status, row);
      if (!valid) return { ok: false, issues, advice, isNew: ALL };
      return stored(row, { ...row, status }, context);
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

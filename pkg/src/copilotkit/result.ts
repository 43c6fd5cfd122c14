// What a tool of /copilotkit answers: at most so many bytes of JSON, the most important first and the rest counted. Knows
// how an issue is told to an assistant; whether a call succeeded was decided before.

import { isBeyondLimits } from '../api/limits.js';
import { type Stage, stageColumns, stages, statuses } from '../generated/facts.js';
import type { AnyIssue } from '../issue/issue.js';
import { cut } from '../issue/text.js';
import { type Told, toldIssue } from '../issue/tool_result.js';
import { plain, shown } from '../json/merge_patch.js';
import { reading } from '../json/text.js';
import { byteLength } from '../wasm/utf8.js';
import type { Outcome, Seen } from './calls.js';
import { STOPS } from './descriptions.js';
import type { StopReason } from './progress.js';

/** An issue in a tool's result. Its path is within the stage's data, or within the session if it names no stage. */
export type ToldIssue = Told & {
  /** The stage that the path is in. */
  stage?: Stage;
  /** Present if the call itself brought the issue about. */
  new?: true;
};

/**
 * What each tool returns: JSON of no more than `maxBytes` bytes. The issues are in order of importance: what the
 * database would reject, what the call brought about, the rest.
 */
export type WizardToolResult = {
  /** Whether the call did what it was asked to. If false, nothing was changed. */
  ok: boolean;
  /** Whether the session is different now. */
  changed?: boolean;
  /** Tells the assistant to end its turn: why, and in English what to do instead. */
  stop?: { reason: StopReason; message: string };
  /** What is wrong with the session, or would be after a call that was refused. */
  issues?: ToldIssue[];
  /** How many more issues there are than listed; at least, if there are more than 300. */
  more?: number;
  /** What may well be meant as it is. */
  advice?: ToldIssue[];
};

/** What `getSession` returns. */
export type WizardSessionResult = WizardToolResult & {
  /** The columns of these names. */
  status?: string;
  current_stage?: string;
  completed_stages?: Stage[];
  /** How much of the wizard is complete by its data, 0 to 100. */
  percentage?: number;
  /** The first stage whose data is not complete; null if all are. */
  next_stage?: Stage | null;
  /** What the stages lack to be complete. */
  missing?: ToldIssue[];
  /** How many more things are missing than listed; at least, if there are more than 300. */
  more_missing?: number;
  /** Each stage's data. If a stage does not fit otherwise, its long texts are cut. */
  stages?: { [stage: string]: unknown };
  /** Stages whose data does not fit here: each may be asked for by its name. */
  omitted?: Stage[];
};

/** The smallest `maxBytes`: with less, hardly an issue could be told. */
export const LEAST_BYTES = 2048;
/** Kept for what each result has besides lists: names, numbers, and the advice to stop. */
const FRAME = 1024;

/** The bytes that are left for a result. */
class Room {
  #bytes: number;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** Takes the room of a member of a list or an object, if there is as much. */
  takes(value: unknown): boolean {
    const bytes = byteLength(JSON.stringify(value)) + 1;
    if (bytes > this.#bytes) return false;
    this.#bytes -= bytes;
    return true;
  }

  /** Takes half of what is left, to be given back by `add`. */
  half(): Room {
    const half = new Room(Math.floor(this.#bytes / 2));
    this.#bytes -= half.#bytes;
    return half;
  }

  add(other: Room): void {
    this.#bytes += other.#bytes;
  }
}

/** The issue with its path in its stage. */
function toldInStage(issue: AnyIssue, isNew: boolean): ToldIssue {
  const { path, ...told } = toldIssue(issue);
  const stage = stages[stageColumns.indexOf(String(path[0]))];
  const place = stage === undefined ? { path } : { stage, path: path.slice(1) };
  return { ...place, ...told, ...(isNew && { new: true }) };
}

/** As many of the issues as there is room for, in their order. One that is too large is told in short. */
function fitting(issues: readonly AnyIssue[], room: Room, isNew: Outcome['isNew']): ToldIssue[] {
  const list: ToldIssue[] = [];
  for (const issue of issues) {
    const told = toldInStage(issue, isNew(issue));
    const short = { ...told, params: {}, message: cut(told.message) };
    const fits = [told, short].find((each) => room.takes(each));
    if (fits === undefined) break;
    list.push(fits);
  }
  return list;
}

/** The issues in order of importance: the database's, the new ones, the others. */
function ranked(issues: readonly AnyIssue[], isNew: Outcome['isNew']): AnyIssue[] {
  const rank = (issue: AnyIssue): number => (issue.source === 'database' ? 0 : 2) + (isNew(issue) ? 0 : 1);
  const ranks: AnyIssue[][] = [[], [], [], []];
  for (const issue of issues) ranks[rank(issue)]?.push(issue);
  return ranks.flat();
}

/** A member with one of the known values; for any other value there is an issue. */
function named<Value>(name: string, value: unknown, known: readonly Value[]): { [name: string]: Value } {
  return known.includes(value as Value) ? { [name]: value as Value } : {};
}

/** A stage's data as it fits: whole, or with long texts cut. */
function shownIn(room: Room, stage: Stage, data: unknown): { readonly data: unknown } | undefined {
  const forms = [plain, (text: string) => cut(plain(text))];
  try {
    for (const show of forms) {
      const form = reading('session', () => shown(data, show));
      if (room.takes({ [stage]: form })) return { data: form };
    }
  } catch (error) {
    // It is nested too deeply for the engine's stack.
    if (!isBeyondLimits(error)) throw error;
  }
  return undefined;
}

/** The session, as much of it as there is room for. */
function seenIn(
  { row, data, completed, percentage, nextStage, missing }: Seen,
  room: Room,
): Partial<WizardSessionResult> {
  const aside = room.half();
  const lacks = fitting(missing, aside, () => false);
  room.add(aside);
  const found: { [stage: string]: unknown } = {};
  const omitted: Stage[] = [];
  for (const [stage, value] of data) {
    const fits = shownIn(room, stage, value);
    if (fits === undefined) omitted.push(stage);
    else found[stage] = fits.data;
  }
  return {
    ...named('status', row.status, statuses),
    ...named('current_stage', row.current_stage, stages),
    completed_stages: [...completed],
    percentage,
    next_stage: nextStage,
    missing: lacks,
    ...(lacks.length < missing.length && { more_missing: missing.length - lacks.length }),
    stages: found,
    ...(omitted.length > 0 && { omitted }),
  };
}

/**
 * What the assistant is told of a call.
 * @internal
 */
export function resultOf(
  { ok, changed, issues, advice, isNew, seen }: Outcome,
  stop: StopReason | undefined,
  maxBytes: number,
): WizardToolResult & WizardSessionResult {
  const room = new Room(maxBytes - FRAME);
  // A session to be shown gets half of the room, and what the issues leave of the other half.
  const first = seen === undefined ? room : room.half();
  const found = fitting(ranked(issues, isNew), first, isNew);
  const advised = fitting(advice, first, () => false);
  if (first !== room) room.add(first);
  return {
    ok,
    ...(changed !== undefined && { changed }),
    ...(stop !== undefined && { stop: { reason: stop, message: STOPS[stop] } }),
    ...(found.length > 0 && { issues: found }),
    ...(found.length < issues.length && { more: issues.length - found.length }),
    ...(advised.length > 0 && { advice: advised }),
    ...(seen !== undefined && seenIn(seen, room)),
  };
}

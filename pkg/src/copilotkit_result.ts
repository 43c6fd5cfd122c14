// What a tool of /copilotkit answers: at most so many bytes of JSON, the most important first and the rest counted. Knows
// how an issue is told to an assistant, and nothing of sessions but where their stages are.

import type { StopReason } from './copilotkit_progress.js';
import { type Stage, stageColumns, stages } from './generated/facts.js';
import type { AnyIssue } from './issue.js';
import { cut } from './text.js';
import { type Told, toldIssue } from './tool.js';
import { byteLength } from './utf8.js';

/** An issue as a tool's result tells it: the path within the stage's data, or within the session if there is no stage. */
export type ToldIssue = Told & {
  /** The stage that the path is in. */
  stage?: Stage;
  /** Present if the call itself brought the issue about. */
  new?: true;
};

/** Tells an assistant to end its turn. */
export type Stop = {
  /** The call was made before with the same result, or calls fail again and again with the same issues. */
  reason: StopReason;
  /** What the assistant should do, in English. */
  message: string;
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
  /** What is wrong with the session, or would be after a call that was refused. */
  issues?: ToldIssue[];
  /** How many more issues there are than listed. */
  more?: number;
  /** What may well be meant as it is. */
  advice?: ToldIssue[];
  stop?: Stop;
};

/** What `getSession` returns. */
export type WizardSessionResult = WizardToolResult & {
  status?: string;
  current_stage?: string;
  /** The stages that are marked as complete. */
  completed_stages?: Stage[];
  /** How much of the wizard is complete by its data, 0 to 100. */
  percentage?: number;
  /** The first stage whose data is not complete; null if all are. */
  next_stage?: Stage | null;
  /** What the stages lack to be complete. */
  missing?: ToldIssue[];
  /** How many more things are missing than listed. */
  more_missing?: number;
  /** Each stage's data, in which long texts may be cut. */
  stages?: { [stage: string]: unknown };
  /** Stages whose data does not fit here: ask for each by its name. */
  omitted?: Stage[];
};

/** Counts down the bytes that are left for a result. */
export class Room {
  #bytes: number;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** Takes the room that the value needs as a member of a list or an object, if there is as much. */
  takes(value: unknown): boolean {
    const bytes = byteLength(JSON.stringify(value)) + 1;
    if (bytes > this.#bytes) return false;
    this.#bytes -= bytes;
    return true;
  }

  /** Half of what is left, which the caller gives back when it is done. */
  half(): Room {
    const half = new Room(Math.floor(this.#bytes / 2));
    this.#bytes -= half.#bytes;
    return half;
  }

  /** Gives back what another has left. */
  add(other: Room): void {
    this.#bytes += other.#bytes;
    other.#bytes = 0;
  }
}

/** The issue with its path in its stage. */
function toldInStage(issue: AnyIssue, isNew: boolean): ToldIssue {
  const { path, ...told } = toldIssue(issue);
  const stage = stages[stageColumns.indexOf(String(path[0]))];
  const place = stage === undefined ? { path } : { stage, path: path.slice(1) };
  return { ...place, ...told, ...(isNew && { new: true }) };
}

/** As many of the issues, in their order, as there is room for; an issue that is large alone is told without its params. */
function listed(issues: readonly AnyIssue[], isNew: (issue: AnyIssue) => boolean, room: Room): ToldIssue[] {
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

/** Issues for a result, and how many there was no room for. */
export function told(
  issues: readonly AnyIssue[],
  room: Room,
  isNew: (issue: AnyIssue) => boolean = () => false,
): { list: ToldIssue[]; more: number } {
  const list = listed(issues, isNew, room);
  return { list, more: issues.length - list.length };
}

/** The issues by importance: the database's, the new ones, the others. */
export function byImportance(issues: readonly AnyIssue[], isNew: (issue: AnyIssue) => boolean): AnyIssue[] {
  const rank = (issue: AnyIssue): number => (issue.source === 'database' ? 0 : 2) - (isNew(issue) ? 1 : 0);
  const ranked: AnyIssue[][] = [[], [], [], []];
  for (const issue of issues) ranked[rank(issue) + 1]?.push(issue);
  return ranked.flat();
}

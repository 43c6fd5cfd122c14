// Drafts and whole sessions as an older version stored them, and what of them is sound today. Knows stages, the tables'
// columns and how a draft may have been kept (as text, as a value, not at all); what to drop is decided in
// revival.ts, and every rule about data is in the functions passed to it.

import type { Api } from '../api/api.js';
import { oneOf, ownOptions } from '../api/arguments.js';
import { type Stage, type StageData, schemas, stageColumns, stages } from '../generated/facts.js';
import type { Draft, WizardSessionInsert } from '../generated/types.js';
import { type AnyIssue, type Issue, type PathSegment, pointerOf } from '../issue/issue.js';
import { parsed } from '../issue/speech.js';
import { jsonText, Unwritable } from '../json/text.js';
import { type Locale, sentenceOf } from '../messages/catalogue.js';
import { en } from '../messages/en.js';
import { CHECK_VIOLATION, type Judge, revive } from './revival.js';
import { isObject, type Json, Tree } from './tree.js';

/** The language of messages. */
export interface ReviveOptions {
  /** As in `withLocale`; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as in `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** A value that was not kept: where it was, and why. The value itself is not repeated: it may be a secret. */
export interface Dropped {
  /** The path in what was stored. */
  readonly path: readonly PathSegment[];
  /** `path` as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** Why: one of `issues`. Its own path counts list items without those that were dropped before. */
  readonly issue: Issue | UnreadableIssue;
}

/** What was stored is not JSON, or goes beyond the engine's limits. */
export type UnreadableIssue = AnyIssue & {
  readonly source: 'schema';
  readonly code: 'notJudged';
  readonly params: { readonly reason: 'json' | 'depth' | 'size' };
};

/** What is left of a draft. */
export interface Revived<Data> {
  /** Everything sound, as it was stored. */
  readonly data: Data;
  /** What was not kept, in the order in which it was dropped. Empty if all was. */
  readonly dropped: readonly Dropped[];
  /** Why, in words: each issue once. Empty if nothing was dropped. */
  readonly issues: readonly (Issue | UnreadableIssue)[];
}

/** The functions of the entry. */
export interface Drafts {
  /**
   * What of a stage's draft is still sound: a draft that an older version stored, as JSON text (of `localStorage`, for
   * example) or as a value (of a row). `data` is a valid draft today, and the least is dropped of what was stored.
   *
   * - A value that today's schema does not allow, or an unknown key, is dropped alone: a tier loses one field, not itself.
   * - Of values that contradict each other, the smaller part is dropped (counted in scalars); of equal parts the one that
   *   the issue is about: the end if it is before the start.
   * - Of equal entries in a list the first stays. A list that is too long loses the entries that hold the least; of equal
   *   ones the last.
   * - What is kept is not changed, and lists keep their order.
   * - `null` and `undefined`, which mean that nothing was stored, give `{}`. Of a text that is not JSON nothing is kept.
   * @throws TypeError if the stage or an option is unknown, or the value cannot be written as JSON (a cycle, a BigInt).
   */
  reviveDraft<S extends Stage>(
    stage: S,
    stored: unknown,
    options?: ReviveOptions | undefined,
  ): Revived<Draft<StageData[S]>>;
  /**
   * The same for a whole row of `wizard_sessions`: each stage's column is revived as a draft, and of the other columns
   * goes what the database would refuse in a new row. Those go whole: if a stage is listed as completed whose data no
   * longer is, `completed_stages` goes, and `completion_percentage` with it (`completion` computes both). Unless
   * `session_id` is missing, the row can be inserted; where stages contradict one another, which the database does not
   * mind, both stay.
   * @throws TypeError as `reviveDraft` does.
   */
  reviveSession(stored: unknown, options?: ReviveOptions | undefined): Revived<Partial<WizardSessionInsert>>;
}

type Functions = Pick<Api, 'validateStage' | 'validateSession' | 'withLocale'>;
type Spoken = Pick<Functions, 'validateStage' | 'validateSession'>;
type Reason = Issue | UnreadableIssue;

/** A session's id in judgements of a row that has none. */
const ANY_ID = { session_id: 'any' };

/** The result, if nothing could be kept. */
function lost(issue: Reason): Revived<Record<string, never>> {
  return { data: {}, dropped: [{ path: [], pointer: '', issue }], issues: [issue] };
}

/** The result for a tree that has been cut, and what was dropped in its parts before. */
function kept(tree: Tree<Reason>, parts: readonly Dropped[] = []): Revived<never> {
  const whole = tree.dropped.map(({ path, reason }) => ({ path, pointer: pointerOf(path), issue: reason }));
  const dropped = [...parts, ...whole];
  return { data: tree.root as never, dropped, issues: [...new Set(dropped.map(({ issue }) => issue))] };
}

/** The issue at another path. */
function moved(issue: Issue, path: readonly PathSegment[]): Issue {
  return { ...issue, path, pointer: pointerOf(path) };
}

/** The functions, built on those of an entry. */
export function createDrafts(functions: Functions): Drafts {
  /** The functions in the language of the options. */
  function speaking(options: ReviveOptions) {
    const { locale = en, labels } = ownOptions(options, { locale: undefined, labels: undefined });
    const isPlain = locale === en && labels === undefined;
    const { validateStage, validateSession } = isPlain ? functions : functions.withLocale(locale, labels);
    return { validateStage, validateSession, locale };
  }

  /** What was stored, as a value of its own that may be cut, or why there is none. */
  function readStored(stored: unknown, locale: Locale): { readonly value: Json } | { readonly issue: UnreadableIssue } {
    if (stored === undefined || stored === null) return { value: {} };
    let reason: UnreadableIssue['params']['reason'] = 'json';
    try {
      const value = parsed(typeof stored === 'string' ? stored : jsonText(stored, 'the draft')) as Json | undefined;
      if (value !== undefined) return { value: value ?? {} };
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      reason = error.limit;
    }
    const raw = { source: 'schema', code: 'notJudged', path: [], params: { reason } } as const;
    return { issue: { ...raw, pointer: '', ...sentenceOf({ locale, english: en }, {}, raw) } };
  }

  /** Everything that is wrong with a stage's draft, and with its text as JSON of the database. */
  const judgeOf = (index: number, { validateStage, validateSession }: Spoken): Judge<Issue> => {
    const column = stageColumns[index] as string;
    return (data) => {
      const { issues } = validateStage(stages[index] as Stage, data, { mode: 'draft', maxIssues: Infinity });
      if (issues.length > 0) return issues;
      return validateSession({ [column]: data }, { operation: 'update', stages: 'skip', maxIssues: Infinity })
        .issues.filter(({ source }) => source === 'database')
        .map((issue) => moved(issue, issue.path.slice(1)));
    };
  };

  return {
    reviveDraft(stage, stored, options = {}) {
      const index = oneOf(stage, stages, 'stage');
      const spoken = speaking(options);
      const read = readStored(stored, spoken.locale);
      if ('issue' in read) return lost(read.issue) as Revived<never>;
      const judge = judgeOf(index, spoken);
      if (!isObject(read.value)) return lost(judge(read.value)[0] as Issue) as Revived<never>;
      const tree = new Tree<Issue>(read.value);
      revive(tree, schemas[index], judge);
      return kept(tree);
    },
    reviveSession(stored, options = {}) {
      const spoken = speaking(options);
      const read = readStored(stored, spoken.locale);
      if ('issue' in read) return lost(read.issue);
      const judgeRow = (row: Json): readonly Issue[] =>
        spoken.validateSession(isObject(row) ? { ...ANY_ID, ...row } : row, { stages: 'skip', maxIssues: Infinity })
          .issues;
      if (!isObject(read.value)) return lost(judgeRow(read.value)[0] as Issue);
      const row = new Tree<Issue>(read.value);
      const parts: Dropped[] = [];
      stageColumns.forEach((column, index) => {
        const value = row.at([column]);
        const judge = judgeOf(index, spoken);
        if (!isObject(value)) {
          // What is null is left to NOT NULL.
          if (value !== undefined && value !== null) row.drop([[[column], judge(value)[0] as Issue]]);
          return;
        }
        const stage = new Tree<Issue>(value);
        revive(stage, schemas[index], judge);
        const inRow = new Map<Issue, Issue>();
        for (const { path, reason } of stage.dropped) {
          const issue = inRow.get(reason) ?? moved(reason, [column, ...reason.path]);
          inRow.set(reason, issue);
          parts.push({ path: [column, ...path], pointer: pointerOf([column, ...path]), issue });
        }
      });
      // Only what the database says matters here. A CHECK is about whole columns.
      revive(row, {}, (data) =>
        judgeRow(data)
          .filter(({ source }) => source === 'database')
          .map((issue) => (issue.sqlstate === CHECK_VIOLATION ? moved(issue, issue.path.slice(0, 1)) : issue)),
      );
      return kept(row, parts);
    },
  };
}

// An issue of a row as an issue of a stage. Knows no component.

import type { Stage } from 'event-wizard-validator';
import { stageColumns, stageOf } from 'event-wizard-validator/fields';

export interface Lack {
  /** undefined: it is about another column. */
  readonly stage: Stage | undefined;
  /** The place in the stage's data, or else in the row. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly text: string;
}

interface Issue extends Omit<Lack, 'stage'> {
  readonly path: readonly (string | number)[];
}

export function lackOf(issue: Issue): Lack {
  const { code, message, text } = issue;
  const stage = stageOf(issue);
  const pointer = stage === undefined ? issue.pointer : issue.pointer.slice(stageColumns[stage].length + 1);
  return { stage, pointer, code, message, text };
}

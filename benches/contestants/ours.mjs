// This package, through its default entry.

import { isStage, validateSession, validateSessionJson, validateSessions, validateStage } from 'event-wizard-validator';
import { columns } from './schemas.mjs';

const complete = { mode: 'complete' };
// `completed_stages` determines which stages are judged as complete.
const asUpdate = { operation: 'update' };

export const stages = Object.fromEntries(
  Object.keys(columns).map((stage) => [stage, (data) => validateStage(stage, data, complete).valid]),
);
/** Only yes or no: the answer that puts nothing into words. */
export const is = Object.fromEntries(Object.keys(columns).map((stage) => [stage, (data) => isStage(stage, data)]));
export const insert = (row) => validateSession(row).valid;
export const update = (row) => validateSession(row, asUpdate).valid;
export const insertText = (text) => validateSessionJson(text).valid;
export const updateText = (text) => validateSessionJson(text, asUpdate).valid;
export const insertMany = (rows) => validateSessions(rows).valid;

const draft = { mode: 'draft' };
/** Judges data without members, which is a draft of any stage: the fixed cost of a call. */
export const empty = Object.fromEntries(
  Object.keys(columns).map((stage) => [stage, () => validateStage(stage, {}, draft).valid]),
);

/** The number of issues, including their messages. */
export const issues = Object.fromEntries(
  Object.keys(columns).map((stage) => [
    stage,
    (data) => validateStage(stage, data, complete).issues.filter(({ message }) => message.length > 0).length,
  ]),
);

// This package, by its default entry.

import { validateSession, validateSessionJson, validateStage } from 'event-wizard-validator';
import { columns } from './schemas.mjs';

const complete = { mode: 'complete' };
// `completed_stages` tells which stages are judged as complete.
const asUpdate = { operation: 'update' };

export const stages = Object.fromEntries(
  Object.keys(columns).map((stage) => [stage, (data) => validateStage(stage, data, complete).valid]),
);
export const insert = (row) => validateSession(row).valid;
export const update = (row) => validateSession(row, asUpdate).valid;
export const insertText = (text) => validateSessionJson(text).valid;
export const updateText = (text) => validateSessionJson(text, asUpdate).valid;

// The types of `/prefix`. Compiled, not run, as api.ts is.

import { type ToolResult, toToolResult, type Verdict } from 'event-wizard-validator';
import { de } from 'event-wizard-validator/locales/de';
import {
  type Place,
  type Prefix,
  type PrefixVerdict,
  sessionPrefix,
  stagePrefix,
  validateSessionPrefix,
  validateStagePrefix,
} from 'event-wizard-validator/prefix';

const tickets: Prefix = stagePrefix('ticketSetup', { mode: 'draft', locale: de, labels: { Currency: 'Money' } });
const verdict: PrefixVerdict = tickets.push('{');
// It is a verdict like any other.
export const whole: Verdict = verdict;
export const told: ToolResult = toToolResult(verdict);
export const open: Place | null = verdict.open;
export const pointer: string | undefined = verdict.open?.pointer;
const [issue] = verdict.issues;
if (issue?.source === 'schema' && issue.code === 'maxLength') issue.params.limit.toFixed();
// @ts-expect-error What has been written may be anything.
verdict.value.currency;

export const row: PrefixVerdict = validateSessionPrefix('{', {
  operation: 'update',
  current: { session_id: 'a' },
  stages: 'skip',
  maxIssues: 5,
});
export const none: boolean = validateStagePrefix('eventSetup', '').complete;
// @ts-expect-error There is no such stage.
stagePrefix('tickets');
// @ts-expect-error A stage's data is no row.
stagePrefix('ticketSetup', { operation: 'update' });
// @ts-expect-error Bytes go through a TextDecoder first.
sessionPrefix().push(new Uint8Array(1));

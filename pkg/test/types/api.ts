// The types that a user of the package sees. Compiled, not run: types.test.js compiles this file against the packed
// .d.ts files.

import {
  type AjvError,
  type AnyIssue,
  type Completion,
  type Database,
  type DatabaseIssue,
  type Draft,
  type EventData,
  type EventDraft,
  type ExplainedIssue,
  explainDatabaseError,
  type Issue,
  type IssueCode,
  isStage,
  type Json,
  type JsonScalar,
  type OrganizerData,
  type RuleIssue,
  type SchemaIssue,
  type Source,
  type Stage,
  type StageData,
  type Status,
  type stageSchemas,
  stages,
  type statuses,
  type TicketData,
  type TicketDraft,
  type ToolResult,
  toAjvErrors,
  toToolResult,
  type Verdict,
  validateSession,
  validateSessions,
  validateStage,
  type WizardActionInsert,
  type WizardSessionInsert,
  type WizardSessionRow,
  type WizardSessionUpdate,
  type WizardStage,
  type WizardStatus,
} from 'event-wizard-validator';
import { expectTypeOf } from 'expect-type';

// Stages and statuses.
expectTypeOf<Stage>().toEqualTypeOf<'organizerSetup' | 'eventSetup' | 'ticketSetup' | 'venueSetup' | 'paymentSetup'>();
expectTypeOf<Stage>().toEqualTypeOf<WizardStage>();
expectTypeOf<Status>().toEqualTypeOf<WizardStatus>();
expectTypeOf<Status>().toEqualTypeOf<'draft' | 'active' | 'completed' | 'published' | 'abandoned'>();
expectTypeOf(stages[0]).toEqualTypeOf<'organizerSetup'>();
expectTypeOf<(typeof statuses)[number]>().toEqualTypeOf<Status>();
expectTypeOf<Source>().toEqualTypeOf<'database' | 'schema' | 'rule' | 'advice' | 'network'>();

// A stage's data: complete, and as a draft, where nothing needs to be present at any depth.
expectTypeOf<keyof StageData>().toEqualTypeOf<Stage>();
expectTypeOf<StageData['organizerSetup']>().toEqualTypeOf<OrganizerData>();
expectTypeOf<OrganizerData['name']>().toEqualTypeOf<string>();
expectTypeOf<OrganizerData['phone']>().toEqualTypeOf<string | undefined>();
expectTypeOf<EventData['attendance_mode']>().toEqualTypeOf<'offline' | 'online' | 'mixed'>();
expectTypeOf<NonNullable<TicketData['tiers']>[number]['price_minor']>().toEqualTypeOf<number>();
expectTypeOf<TicketDraft>().toEqualTypeOf<Draft<TicketData>>();
expectTypeOf({}).toExtend<EventDraft>();
expectTypeOf({ tiers: [{ name: 'Early bird' }, {}] }).toExtend<TicketDraft>();
expectTypeOf({ tiers: [{ name: 5 }] }).not.toExtend<TicketDraft>();
expectTypeOf<TicketData>().toExtend<TicketDraft>();
expectTypeOf<TicketDraft>().not.toExtend<TicketData>();
// Drafts are JSON, so the jsonb column of a hand-written client accepts them.
expectTypeOf<TicketDraft>().toExtend<Json>();
// @ts-expect-error the currency must be an ISO 4217 code
export const unknownCurrency: TicketDraft = { currency: 'EURO' };
// @ts-expect-error under exactOptionalPropertyTypes a key that is present has a value
export const undefinedPhone: Draft<OrganizerData> = { phone: undefined };
// @ts-expect-error required in complete data
export const nothing: OrganizerData = {};

// Types for libraries have an index signature, which libraries require and which interfaces lack.
expectTypeOf<StageData[Stage]>().toExtend<Record<string, unknown>>();
expectTypeOf<TicketDraft>().toExtend<Record<string, unknown>>();
expectTypeOf<WizardSessionRow>().toExtend<Record<string, unknown>>();
expectTypeOf<Verdict>().toExtend<Record<string, unknown>>();
expectTypeOf<Issue>().toExtend<Record<string, unknown>>();
expectTypeOf<ExplainedIssue>().toExtend<Record<string, unknown>>();
expectTypeOf<Completion>().toExtend<Record<string, unknown>>();
expectTypeOf<AjvError>().toExtend<Record<string, unknown>>();
expectTypeOf<ToolResult>().toExtend<Record<string, unknown>>();
/** The AI SDK's type for JSON. */
type JsonValue = null | string | number | boolean | { [key: string]: JsonValue | undefined } | readonly JsonValue[];
expectTypeOf<ToolResult>().toExtend<JsonValue>();

// Rows as `supabase gen types` writes them.
expectTypeOf<WizardSessionRow['completion_percentage']>().toEqualTypeOf<number>();
expectTypeOf<WizardSessionRow['ticket_data']>().toEqualTypeOf<TicketDraft>();
expectTypeOf({ session_id: 'a' }).toExtend<WizardSessionInsert>();
expectTypeOf({}).not.toExtend<WizardSessionInsert>();
expectTypeOf({}).toExtend<WizardSessionUpdate>();
expectTypeOf({ session_id: null }).not.toExtend<WizardSessionUpdate>();
expectTypeOf({ session_id: 'a', action_name: 'open' }).toExtend<WizardActionInsert>();
expectTypeOf({ action_name: 'open' }).not.toExtend<WizardActionInsert>();
// @ts-expect-error unknown columns are errors, as in PostgREST
export const unknownColumn: WizardSessionInsert = { session_id: 'a', colour: 'red' };

// What @supabase/postgrest-js requires of a database's type (its GenericSchema).
type GenericTable = {
  Row: Record<string, unknown>;
  Insert: Record<string, unknown>;
  Update: Record<string, unknown>;
  Relationships: { foreignKeyName: string; columns: string[]; referencedRelation: string }[];
};
type GenericSchema = {
  Tables: Record<string, GenericTable>;
  Views: Record<string, GenericTable>;
  Functions: Record<string, { Args: Record<string, unknown>; Returns: unknown }>;
};
expectTypeOf<Database['public']>().toExtend<GenericSchema>();
expectTypeOf<keyof Database['public']['Tables']>().toEqualTypeOf<
  'wizard_sessions' | 'wizard_actions' | 'wizard_audit_log'
>();
expectTypeOf<Database['public']['Tables']['wizard_sessions']['Row']>().toEqualTypeOf<WizardSessionRow>();

// Issues: `code` determines the type of `params`, `source` narrows the codes.
expectTypeOf<Issue['code']>().toEqualTypeOf<IssueCode>();
expectTypeOf<Issue['source']>().toEqualTypeOf<Exclude<Source, 'network' | 'advice'>>();
expectTypeOf<Issue>().toExtend<AnyIssue>();
expectTypeOf<AnyIssue>().not.toExtend<Issue>();

export function read(issue: Issue): unknown {
  expectTypeOf(issue.sqlstate).toEqualTypeOf<string | undefined>();
  switch (issue.code) {
    case 'required':
      expectTypeOf(issue).toExtend<SchemaIssue>();
      expectTypeOf(issue.source).toEqualTypeOf<'schema'>();
      return expectTypeOf(issue.params.missingProperty).toEqualTypeOf<string>();
    case 'maxLength':
      // @ts-expect-error the issue has no such param
      issue.params.missingProperty;
      return expectTypeOf(issue.params.limit).toEqualTypeOf<number>();
    case 'enum':
      return expectTypeOf(issue.params.allowedValues).toEqualTypeOf<readonly Json[] | undefined>();
    case 'valid_percentage':
      expectTypeOf(issue).toExtend<DatabaseIssue>();
      expectTypeOf(issue.params.minimum).toEqualTypeOf<number>();
      return expectTypeOf(issue.params.columns).toEqualTypeOf<readonly string[]>();
    case 'valid_status':
      return expectTypeOf(issue.params.allowedValues).toEqualTypeOf<readonly Json[]>();
    case 'string_data_right_truncation':
      return expectTypeOf(issue.params).toEqualTypeOf<{
        readonly type: string;
        readonly value: JsonScalar;
        readonly limit: number;
      }>();
    case 'completion_percentage_agrees':
      expectTypeOf(issue).toExtend<DatabaseIssue>();
      return expectTypeOf(issue.params.expected).toEqualTypeOf<number | undefined>();
    case 'quantity_within_capacity':
      expectTypeOf(issue).toExtend<RuleIssue>();
      return expectTypeOf(issue.params.capacity).toEqualTypeOf<number>();
    case 'status_transition':
      return expectTypeOf(issue.params.allowed).toEqualTypeOf<readonly string[]>();
    // @ts-expect-error no issue has this code
    case 'no_such_code':
      return undefined;
    default:
      return undefined;
  }
}

export function bySource(issue: Issue): void {
  if (issue.source === 'rule') expectTypeOf(issue).toEqualTypeOf<RuleIssue>();
  if (issue.source === 'database') expectTypeOf(issue).toEqualTypeOf<DatabaseIssue>();
  if (issue.source === 'schema') expectTypeOf(issue).toEqualTypeOf<SchemaIssue>();
}

// Functions.
expectTypeOf(validateSession({}).issues).toEqualTypeOf<readonly Issue[]>();
expectTypeOf(validateSession).returns.toEqualTypeOf<Verdict>();
validateSession({}, { operation: 'update', current: { status: 'draft' } });
// @ts-expect-error an unknown option
validateSession({}, { mode: 'draft' });
// @ts-expect-error only two operations are allowed
validateSession({}, { operation: 'delete' });
validateSessions([{}], { operation: 'upsert', defaultToNull: false });
// @ts-expect-error an array is inserted or upserted
validateSessions([{}], { operation: 'update' });
validateStage('ticketSetup', {}, { mode: 'draft' });
// @ts-expect-error not a stage of the wizard
validateStage('tickets', {}, { mode: 'draft' });
// @ts-expect-error the mode is not optional
validateStage('ticketSetup', {});
export function narrowed(draft: TicketDraft, unknown: unknown): void {
  if (isStage('ticketSetup', draft)) expectTypeOf(draft).toExtend<TicketData>();
  else expectTypeOf(draft).toEqualTypeOf<TicketDraft>();
  if (isStage('organizerSetup', unknown)) expectTypeOf(unknown).toEqualTypeOf<OrganizerData>();
}
export function ofSome(stage: Stage, data: unknown): StageData[Stage] | undefined {
  return isStage(stage, data) ? data : undefined;
}
// @ts-expect-error not a stage of the wizard
isStage('tickets', {});
expectTypeOf(explainDatabaseError({ code: '23505' })).toEqualTypeOf<ExplainedIssue>();
expectTypeOf(explainDatabaseError({}).params.message).toEqualTypeOf<string | undefined>();
expectTypeOf(explainDatabaseError).parameter(0).toExtend<{ readonly code?: string | null }>();
toAjvErrors([explainDatabaseError({}), ...validateSession({}).issues]);
const result = toToolResult(validateSession({}));
expectTypeOf(result.ok).toEqualTypeOf<boolean>();
if (!result.ok) expectTypeOf(result.issues[0]?.message).toEqualTypeOf<string | undefined>();
if (!result.ok) expectTypeOf(result.truncated).toEqualTypeOf<true | undefined>();

// Standard Schema: the input is the stage's draft, the output its complete data.
type Standard<S extends Stage> = NonNullable<(typeof stageSchemas)[S]['~standard']['types']>;
expectTypeOf<Standard<'eventSetup'>['input']>().toEqualTypeOf<EventDraft>();
expectTypeOf<Standard<'eventSetup'>['output']>().toEqualTypeOf<EventData>();
expectTypeOf<Standard<'ticketSetup'>['output']>().toEqualTypeOf<TicketData>();

// The types of /copilotkit: its tools, their arguments, and what they work on. Knows no behaviour.

import type { Stage, StageData, Status } from '../generated/facts.js';
import type { Draft } from '../generated/types.js';
import type { AnyIssue } from '../issue/issue.js';
import type { Locale } from '../messages/locale.js';
import type { ToolParameters } from './arguments.js';
import type { StopReason } from './progress.js';
import type { WizardSessionResult, WizardToolResult } from './result.js';

/** A patch for a stage's data, as JSON Merge Patch (RFC 7396) has it: null removes a member. */
export type StagePatch<Data> = Data extends readonly unknown[]
  ? Draft<Data>
  : Data extends object
    ? { [Key in keyof Data]?: StagePatch<Data[Key]> | null }
    : Data;

/** The arguments of `getSession`. */
export type GetSessionArgs = { stage?: Stage };
/** The arguments of `fillStage`: a stage, and what to change in it. */
export type FillStageArgs = {
  [S in Stage]: { stage: S; data?: StagePatch<StageData[S]>; complete?: boolean };
}[Stage];
/** The arguments of `setStatus`. */
export type SetStatusArgs = { status: Status };
/** The arguments of `save`: none. */
export type SaveArgs = { [name: string]: never };

/**
 * What a handler is told about its call; CopilotKit's `FrontendToolHandlerContext` fits. A handler of your own that calls
 * one of these passes it on: without it, all calls count as one run.
 */
export interface ToolCallContext {
  /** The same for all calls of one run; aborted when the user stops the assistant. */
  readonly signal?: AbortSignal | undefined;
}

/** A tool for `useFrontendTool`, and for `addTool` of CopilotKit's core. */
export interface WizardTool<Args, Result = WizardToolResult> {
  /** The name by which the assistant calls it. */
  name: string;
  /** What it does, for the assistant, in English. */
  description: string;
  /** The arguments' schema. */
  parameters: ToolParameters<Args>;
  /** Does what is asked for. Never throws, and never rejects. */
  handler(args: Args, context?: ToolCallContext): Promise<Result>;
  /**
   * Whether CopilotKit gives the assistant a turn after the call, which it asks when the handler is done: false as long
   * as the last call was told to stop.
   */
  followUp: boolean;
}

/** A tool for each thing that an assistant may do with a session. Register those that yours may use. */
export interface WizardTools {
  /** Reads the session: its stages' data, what is missing and what is wrong. */
  getSession: WizardTool<GetSessionArgs, WizardSessionResult>;
  /** Changes one stage's data. */
  fillStage: WizardTool<FillStageArgs>;
  /** Changes the session's status. */
  setStatus: WizardTool<SetStatusArgs>;
}

/** The tools of a wizard that can be saved. */
export interface SavingWizardTools extends WizardTools {
  /** Saves the session. */
  save: WizardTool<SaveArgs>;
}

/** Where the tools find the session. */
export interface SessionAccess<Row extends object> {
  /** The session as it is now, with whatever `write` stored: a ref or a store, not the state of an earlier render. */
  read(): Row | null | undefined | PromiseLike<Row | null | undefined>;
  /** Stores the changed session where `read` finds it. It is not called for a call that is refused or changes nothing. */
  write(row: Row, context: ToolCallContext): unknown;
}

/** How an assistant is stopped. */
export interface StopNotice {
  readonly reason: StopReason;
  /** The name of the tool. */
  readonly tool: string;
  /** What was wrong; none if the assistant repeated what had been done already. */
  readonly issues: readonly AnyIssue[];
}

/** What the tools work on, and how. */
export interface WizardToolsOptions<Row extends object> {
  /** Where the session is. */
  readonly session: SessionAccess<Row>;
  /**
   * Saves the session: `(row) => guard(client).from('wizard_sessions').upsert(row)`, or whatever else resolves to an
   * object with `error`, which is null if all went well. Without it there is no tool `save`.
   */
  readonly save?: ((row: Row, context: ToolCallContext) => PromiseLike<{ readonly error: unknown }>) | undefined;
  /** How `fillStage` judges a stage if the assistant does not say `complete`: `draft` by default. */
  readonly mode?: 'draft' | 'complete' | undefined;
  /**
   * The stages that `fillStage` may fill: all of them by default. The model is sent the schema of each at every turn, 5 KB of
   * JSON on average, so name those that the assistant is to fill. It can read the others still.
   */
  readonly stages?: readonly Stage[] | undefined;
  /** The maximum size of a result as JSON, in UTF-8 bytes: 16,384 by default, and at least 2,048. */
  readonly maxBytes?: number | undefined;
  /**
   * How often calls may fail again with the same issues before the assistant is stopped: 2 by default. An identical
   * call with the same result stops it at once.
   */
  readonly maxRepeats?: number | undefined;
  /** Is called when the assistant is stopped: it gets no further turn, so say it to the user. */
  readonly onStop?: ((notice: StopNotice) => void) | undefined;
  /** The language of messages; English by default. Descriptions for the assistant are in English always. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as in `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** The function of the entry. */
export interface CreateWizardTools {
  <Row extends object>(
    options: WizardToolsOptions<Row> & { readonly save: NonNullable<WizardToolsOptions<Row>['save']> },
  ): SavingWizardTools;
  <Row extends object>(options: WizardToolsOptions<Row>): WizardTools;
}

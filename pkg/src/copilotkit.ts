// The entry for CopilotKit: tools by which an assistant fills a session and corrects itself.

import { withLocale } from '#validator';
import type { CreateWizardTools } from './copilotkit/api.js';
import { createWizardTools } from './copilotkit/tools.js';
import { en } from './messages/en.js';

export type {
  CreateWizardTools,
  FillStageArgs,
  GetSessionArgs,
  SaveArgs,
  SavingWizardTools,
  SessionAccess,
  SetStatusArgs,
  StagePatch,
  StopNotice,
  ToolCallContext,
  WizardTool,
  WizardTools,
  WizardToolsOptions,
} from './copilotkit/api.js';
export type { ToolParameters } from './copilotkit/arguments.js';
export type { StopReason } from './copilotkit/progress.js';
export type { ToldIssue, WizardSessionResult, WizardToolResult } from './copilotkit/result.js';
export type { Told } from './issue/tool_result.js';

/**
 * Tools for CopilotKit v2, by which an assistant reads, fills and saves a session. Give each to `useFrontendTool`, or to
 * `addTool` of its core. They judge what the assistant sends, which CopilotKit does not; what is wrong they return, so
 * that the assistant can correct itself, and they never throw. An assistant that repeats itself, or fails again and
 * again for the same reasons, is told to stop and gets no further turn.
 * @throws TypeError if an option is unknown or has a value that is not allowed.
 */
export const wizardTools: CreateWizardTools = /* @__PURE__ */ createWizardTools(withLocale, en);

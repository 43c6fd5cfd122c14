// The entry for `@ag-ui/client`: judges an agent's changes of the shared state, and the answers to its questions.

import { compileSchema } from '#dynamic';
import { validateSession, withLocale } from '#validator';
import { createValidateResume, type ValidateResume } from './ag-ui/resume.js';
import { type CreateWizardSubscriber, createWizardSubscriber } from './ag-ui/subscriber.js';
import { en } from './messages/en.js';

export type { InterruptLike, ResumeEntryLike, ValidateResume, ValidateResumeOptions } from './ag-ui/resume.js';
export type {
  CreateWizardSubscriber,
  StateChange,
  StateMutation,
  WizardSubscriber,
  WizardSubscriberOptions,
} from './ag-ui/subscriber.js';

/**
 * Makes a subscriber, for `agent.subscribe` or `agent.runAgent`, that judges each STATE_SNAPSHOT and STATE_DELTA before
 * the client applies it. What introduces issues is refused: the state stays as it was, and the run goes on. A change of
 * the session that is let through reaches the state as it was judged; subscribers added later are told of it by
 * `onStateChanged`, not by `onStateDeltaEvent`, so add this one last.
 * @throws TypeError if an option is unknown or has a value that is not allowed.
 */
export const wizardSubscriber: CreateWizardSubscriber = /* @__PURE__ */ createWizardSubscriber(
  { validateSession, withLocale },
  en,
);

/**
 * Judges the answers with which a run is to be resumed, before `agent.runAgent({ resume })`: each payload by its
 * interrupt's `responseSchema`, which the client does not do, and that every open interrupt is answered, and in time.
 * Paths begin with the index of the answer. A `responseSchema` that is not a usable JSON Schema is an issue of the
 * answer, since nobody can say whether that is right; it can be cancelled.
 * @throws TypeError if an argument is not a list of objects, or contains what JSON does not have.
 */
export const validateResume: ValidateResume = /* @__PURE__ */ createValidateResume(compileSchema, en);

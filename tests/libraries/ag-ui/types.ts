// AG-UI's own types with our subscriber. Compiled, not run.

import { type AgentSubscriber, HttpAgent, type Interrupt, type ResumeEntry } from '@ag-ui/client';
import { type Verdict, validateSession, type WizardSessionRow } from 'event-wizard-validator';
import {
  type StateChange,
  validateResume,
  type WizardSubscriber,
  wizardSubscriber,
} from 'event-wizard-validator/ag-ui';
import { es } from 'event-wizard-validator/locales/es';

const subscriber: AgentSubscriber = wizardSubscriber();
const own: WizardSubscriber = wizardSubscriber({ at: '/session', refuse: 'invalid', locale: es });
const agent = new HttpAgent({ url: 'http://localhost' });
agent.subscribe(own);
await agent.runAgent({}, subscriber);

export function watch(stored: WizardSessionRow, told: (change: StateChange) => void): AgentSubscriber {
  return wizardSubscriber({
    judge: (session) => validateSession(session, { operation: 'update', current: stored }),
    onChange: told,
  });
}

export const answers = (open: Interrupt[], resume: ResumeEntry[]) => validateResume(open, resume).valid;
export const pending = (resume: ResumeEntry[]) =>
  validateResume(agent.pendingInterrupts, resume, { locale: es }).issues;
// @ts-expect-error no verdict
wizardSubscriber({ judge: () => true });
// @ts-expect-error not a way to refuse
wizardSubscriber({ refuse: 'everything' });
export const verdict = ({ verdict: { issues } }: StateChange): Verdict['issues'][number]['path'][] =>
  issues.map(({ path }) => path);

import { HttpAgent } from '@ag-ui/client';
import { toToolResult } from 'event-wizard-validator';
import { type StateChange, validateResume, wizardSubscriber } from 'event-wizard-validator/ag-ui';

export const agent = new HttpAgent({ url: '/agent', initialState: { session: {} } });

/** What was refused since the last run: the agent learns of it with the next one. */
let refused: StateChange[] = [];

agent.subscribe(
  wizardSubscriber({
    at: '/session',
    onChange: (change) => {
      if (change.refused) refused.push(change);
    },
  }),
);

/** Runs the agent. It gets the state as it is, and why its changes were refused. */
export async function run() {
  const context = refused.map(({ verdict }) => ({
    description: 'A change of /session was refused, and the state is as before. Correct it.',
    value: JSON.stringify(toToolResult(verdict)),
  }));
  refused = [];
  await agent.runAgent({ context });
}

/** Answers the question by which the run has stopped; returns what is wrong with the answer, if anything. */
export async function answer(payload: unknown) {
  const resume = agent.pendingInterrupts.map(({ id }) => ({ interruptId: id, status: 'resolved' as const, payload }));
  const verdict = validateResume(agent.pendingInterrupts, resume);
  if (verdict.valid) await agent.runAgent({ resume });
  return verdict.issues;
}

import { useFrontendTool } from '@copilotkit/react-core/v2';
import { completion, type WizardSessionInsert } from 'event-wizard-validator';
import { wizardTools } from 'event-wizard-validator/copilotkit';
import { useSyncExternalStore } from 'react';

/** The session, in a store: a tool has to read at once what the tool before it wrote, and not what was rendered last. */
let row: WizardSessionInsert = { session_id: crypto.randomUUID() };
const listeners = new Set<() => void>();
export const session = {
  read: () => row,
  write(next: WizardSessionInsert) {
    row = next;
    for (const listener of listeners) listener();
  },
};
function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const tools = wizardTools({
  session,
  // With Supabase: save: (row) => guard(client).from('wizard_sessions').upsert(row, { onConflict: 'session_id' })
  async save(row) {
    const response = await fetch('/api/session', { method: 'PUT', body: JSON.stringify(row) });
    return { error: response.ok ? null : await response.json() };
  },
  // The assistant gets no further turn, so the page says so.
  onStop: ({ issues }) => {
    const messages = issues.map(({ message }) => message).join('; ');
    document.title = `The assistant has stopped. ${messages}`;
  },
});

/** Inside `<CopilotKit>`, lets the assistant fill, correct and save the session. */
export function WizardAssistant() {
  useFrontendTool(tools.getSession);
  useFrontendTool(tools.fillStage);
  useFrontendTool(tools.setStatus);
  useFrontendTool(tools.save);
  const { percentage } = completion(useSyncExternalStore(subscribe, session.read, session.read));
  return <progress value={percentage} max={100} />;
}

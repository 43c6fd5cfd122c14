// The assistant: tools by which it fills, corrects and publishes the session. CopilotKit shows its chat.

import { useFrontendTool } from '@copilotkit/react-core/v2';
import { wizardTools } from 'event-wizard-validator/copilotkit';
import { useMemo, useState } from 'react';
import type { OpenSession } from './session.js';

export function Assistant({ session }: { session: OpenSession }) {
  const [stopped, setStopped] = useState<readonly string[]>([]);
  const tools = useMemo(
    () =>
      wizardTools({
        session: session.assistant,
        // The assistant gets no further turn, so the page says so.
        onStop: ({ issues }) => setStopped(issues.map(({ message }) => message)),
      }),
    [session],
  );
  useFrontendTool(tools.getSession);
  useFrontendTool(tools.fillStage);
  useFrontendTool(tools.setStatus);
  return stopped.length > 0 && <p role="alert">The assistant needs your help: {stopped.join(' ')}</p>;
}

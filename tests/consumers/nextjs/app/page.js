import { validateSession } from 'event-wizard-validator';
import { bad, good } from '../sessions.json';

export const dynamic = 'force-dynamic';

export default function ServerComponent() {
  const verdicts = { good: validateSession(good), bad: validateSession(bad) };
  return <pre id="verdicts">{JSON.stringify(verdicts)}</pre>;
}

import { validateSession, type WizardSessionInsert } from 'event-wizard-validator';

/** What is wrong with the session that a wizard is about to save. */
export function Issues({ session }: { session: WizardSessionInsert }) {
  const { persistable, issues } = validateSession(session);
  return (
    <ul aria-label={persistable ? 'Advice' : 'Cannot be saved'}>
      {issues.map(({ code, pointer, message }) => (
        <li key={pointer + code}>{message}</li>
      ))}
    </ul>
  );
}

// Whether the session is saved, and what to do if it is not.

import { messageOf } from 'event-wizard-validator/fields';
import type { OpenSession, Session } from '../../../../examples/wizard/src/session';
import { useSpeech, useTexts } from '../../language/Language';
import { changesBetween, inShort, placeNames } from './changes';
import { texts } from './texts';

interface SavingProps {
  readonly session: OpenSession;
  readonly saving: Session['saving'];
}

/** The state of saving in a few words, for the head of the page. */
export function SavingState({ saving }: Pick<SavingProps, 'saving'>) {
  const { language } = useSpeech();
  const say = useTexts(texts).saving;
  const { status, stored } = saving;
  const time = (at: string) => new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(new Date(at));
  const words = {
    saved: stored === null ? say.nothing : say.saved(time(stored.updated_at)),
    saving: say.saving,
    failed: say.failed,
    conflict: say.conflict,
  };
  return (
    <p role="status" className="saving" data-status={status} data-testid="saving">
      {words[status]}
    </p>
  );
}

/** Why it is not saved, with what the user can do. */
export function SavingTrouble({ session, saving }: SavingProps) {
  const { locale } = useSpeech();
  const say = useTexts(texts);
  if (saving.status === 'failed') {
    return (
      <div className="notice trouble" data-kind="bad" role="alert">
        <ul>
          {saving.issues.map((issue) => (
            <li key={issue.pointer + issue.code}>{messageOf(issue, locale)}</li>
          ))}
        </ul>
        <button type="button" onClick={() => void session.retry()}>
          {say.tryAgain}
        </button>
      </div>
    );
  }
  if (saving.status === 'conflict') return <Conflict session={session} saving={saving} />;
  return null;
}

/** The columns that follow from others. */
const FOLLOWING = ['/completed_stages', '/completion_percentage', '/current_stage'];

function Conflict({ session, saving }: SavingProps) {
  const { fields } = useSpeech();
  const say = useTexts(texts);
  const named = placeNames(fields);
  const theirs = Object.fromEntries(
    Object.keys(saving.pending).map((column) => [
      column,
      (saving.stored as object as Record<string, unknown>)?.[column],
    ]),
  );
  const differences = changesBetween(saving.pending, theirs).filter(
    ({ pointer }) => !FOLLOWING.some((column) => pointer.startsWith(column)),
  );
  return (
    <section className="panel conflict" role="alert" aria-labelledby="conflict-heading">
      <h2 id="conflict-heading">{say.conflict.title}</h2>
      <p>{say.conflict.explained}</p>
      {differences.length > 0 && (
        <div className="table">
          <table>
            <thead>
              <tr>
                <td />
                <th scope="col">{say.conflict.mine}</th>
                <th scope="col">{say.conflict.theirs}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ pointer, before, after }) => (
                <tr key={pointer}>
                  <th scope="row">{named(pointer)}</th>
                  <td dir="auto">{inShort(before, say.history.absent)}</td>
                  <td dir="auto">{inShort(after, say.history.absent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="actions">
        <button type="button" onClick={() => void session.resolve(saving.pending)}>
          {say.conflict.keepMine}
        </button>
        <button type="button" onClick={() => void session.resolve({})}>
          {say.conflict.takeTheirs}
        </button>
      </div>
    </section>
  );
}

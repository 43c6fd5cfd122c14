// The wizard: five stages, a review, the status, and whether it is saved.

import { checkTransition, completion, type Stage, stages, statuses } from 'event-wizard-validator';
import { fieldsIn, firstIssue, stageOf, statusLabels } from 'event-wizard-validator/fields';
import { useState, useSyncExternalStore } from 'react';
import { StageForm } from './StageForm.js';
import type { Issues, OpenSession, Session } from './session.js';

const fields = fieldsIn();
const labels = statusLabels();

export function Wizard({ session }: { session: OpenSession }) {
  const { row, typed, saving } = useSyncExternalStore(session.subscribe, session.read, session.read);
  const [isReview, setReview] = useState(false);
  const [issues, setIssues] = useState<Issues>([]);
  const stage = row.current_stage ?? stages[0];
  const { percentage } = completion(row);

  function goTo(next: Stage) {
    setIssues([]);
    setReview(false);
    void session.goTo(next);
  }
  function finish() {
    const missing = session.complete(stage);
    setIssues(missing);
    const first = firstIssue(missing);
    if (first !== undefined) document.getElementById(first.pointer)?.focus();
    else if (stage === stages.at(-1)) setReview(true);
  }

  return (
    <main>
      <nav aria-label="Stages">
        {stages.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === stage && !isReview ? 'step' : undefined}
            onClick={() => goTo(each)}
          >
            {fields[each].label}
            {row.completed_stages?.includes(each) && ' ✓'}
          </button>
        ))}
        <button type="button" onClick={() => setReview(true)}>
          Review
        </button>
        <progress aria-label="Progress" value={percentage} max={100} />
      </nav>
      <Saving session={session} saving={saving} />
      {isReview ? (
        <Review session={session} row={row} onGoTo={goTo} />
      ) : (
        <StageForm
          fields={fields[stage]}
          data={typed[stage]}
          issues={issues}
          action="Next"
          onChange={(data) => void session.edit(stage, data)}
          onSubmit={finish}
        />
      )}
    </main>
  );
}

function Saving({ session, saving }: { session: OpenSession; saving: Session['saving'] }) {
  return (
    <p role="status">
      {saving.status}
      {saving.issues.map(({ pointer, code, message }) => (
        <span key={pointer + code}>: {message}</span>
      ))}
      {saving.status === 'failed' && (
        <button type="button" onClick={() => void session.retry()}>
          Try again
        </button>
      )}
      {saving.status === 'conflict' && (
        <>
          <button type="button" onClick={() => void session.resolve(saving.pending)}>
            Keep mine
          </button>
          <button type="button" onClick={() => void session.resolve({})}>
            Take theirs
          </button>
        </>
      )}
    </p>
  );
}

interface ReviewProps {
  session: OpenSession;
  row: Session['row'];
  onGoTo: (stage: Stage) => void;
}

/** What is missing and what contradicts, as links to its stage; and the statuses that may follow. */
function Review({ session, row, onGoTo }: ReviewProps) {
  const [refused, setRefused] = useState<Issues>([]);
  const { missing, conflicts } = completion(row);
  const status = row.status ?? 'draft';
  return (
    <section aria-label="Review">
      <ul>
        {[...missing, ...conflicts, ...refused].map((issue) => {
          const stage = stageOf(issue);
          return (
            <li key={issue.pointer + issue.code}>
              {stage === undefined ? (
                issue.message
              ) : (
                <button type="button" onClick={() => onGoTo(stage)}>
                  {fields[stage].label}: {issue.message}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p>Status: {labels[status]}</p>
      {statuses
        .filter((to) => to !== status && checkTransition(status, to).valid)
        .map((to) => (
          <button key={to} type="button" onClick={() => setRefused(session.setStatus(to))}>
            {labels[to]}
          </button>
        ))}
    </section>
  );
}

// The session that the wizard edits: what is typed, what of it is saved, and what the assistant changes. Knows no component.

import {
  checkTransition,
  completion,
  isStage,
  type Stage,
  type Status,
  stages,
  validateStage,
} from 'event-wizard-validator';
import { reviveDraft } from 'event-wizard-validator/draft';
import { stageColumns } from 'event-wizard-validator/fields';
import { createSaver, type SessionEdit } from 'event-wizard-validator/saver';

type Client = Parameters<typeof createSaver>[0];
type Options = Parameters<typeof createSaver>[1];
export type Row = ReturnType<typeof createSaver>['current'];
export type Issues = ReturnType<typeof validateStage>['issues'];

/** What is typed in each stage, right or wrong. */
type Typed = { readonly [S in Stage]?: unknown };

export interface Session {
  /** The row as the user sees it: what is stored, with what is being saved. */
  readonly row: Row;
  /** A stage's data as it is typed; what of it is not sound is not saved. */
  readonly typed: Typed;
  readonly saving: ReturnType<typeof createSaver>['state'];
}

/** The column that holds a stage's data, after a change of it: what of the data is sound. */
const EDITS: { readonly [S in Stage]: (data: unknown) => SessionEdit } = {
  organizerSetup: (data) => ({ organizer_data: reviveDraft('organizerSetup', data).data }),
  eventSetup: (data) => ({ event_data: reviveDraft('eventSetup', data).data }),
  ticketSetup: (data) => ({ ticket_data: reviveDraft('ticketSetup', data).data }),
  venueSetup: (data) => ({ venue_data: reviveDraft('venueSetup', data).data }),
  paymentSetup: (data) => ({ payment_data: reviveDraft('paymentSetup', data).data }),
};

function typedIn(row: Row): Typed {
  return {
    organizerSetup: row.organizer_data ?? {},
    eventSetup: row.event_data ?? {},
    ticketSetup: row.ticket_data ?? {},
    venueSetup: row.venue_data ?? {},
    paymentSetup: row.payment_data ?? {},
  };
}

/** Opens a session that is stored, or begins one. */
export function openSession(client: Client, options: Options) {
  const saver = createSaver(client, options);
  let typed: Typed = typedIn(saver.current);
  let session: Session = { row: saver.current, typed, saving: saver.state };
  const listeners = new Set<() => void>();
  function tell() {
    session = { row: saver.current, typed, saving: saver.state };
    for (const listener of listeners) listener();
  }
  saver.subscribe(tell);

  /** An edit of a stage, which is no longer complete if it lacks something now: the database demands both. */
  function edited(stage: Stage, data: unknown): SessionEdit {
    const edit = EDITS[stage](data);
    // Only "next" names a stage complete. An edit takes that away, and gives it back while it is still stored so.
    const named = [saver.current, saver.state.stored].some((row) => row?.completed_stages?.includes(stage));
    const isComplete = named && isStage(stage, edit[stageColumns[stage]]);
    const completed = stages.filter((each) =>
      each === stage ? isComplete : saver.current.completed_stages?.includes(each),
    );
    return { ...edit, ...progress(completed) };
  }
  function progress(completed_stages: Stage[], status = saver.current.status): SessionEdit {
    const finished = completed_stages.length === stages.length;
    return {
      completed_stages,
      completion_percentage: (100 * completed_stages.length) / stages.length,
      // What is published stays so, and can only be changed to what is complete; the database refuses anything else.
      ...(!finished && status === 'completed' && { status: 'active' as const }),
    };
  }

  return {
    read: () => session,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },

    /** Takes what is typed, and saves what of it is sound. */
    edit(stage: Stage, data: unknown) {
      typed = { ...typed, [stage]: data };
      tell();
      return saver.save(edited(stage, data));
    },

    /** Ends a stage and goes on to the next, or says what it lacks. */
    complete(stage: Stage): Issues {
      const { issues } = validateStage(stage, typed[stage], { mode: 'complete' });
      if (issues.length > 0) return issues;
      const completed = stages.filter((each) => each === stage || saver.current.completed_stages?.includes(each));
      const next = stages[stages.indexOf(stage) + 1] ?? stage;
      void saver.save({ ...EDITS[stage](typed[stage]), ...progress(completed), current_stage: next });
      return [];
    },

    goTo: (stage: Stage) => saver.save({ current_stage: stage }),

    /** Changes the status, or says why not. From the stored one: two steps in one save are none that the database knows. */
    setStatus(status: Status): Issues {
      const { issues } = checkTransition(saver.state.stored?.status ?? 'draft', status, session.row);
      if (issues.length === 0) void saver.save({ status });
      return issues;
    },

    /** What the assistant's tools work on. */
    assistant: {
      read: () => saver.current,
      write(row: Row) {
        typed = typedIn(row);
        const { completedStages } = completion(row);
        const completed = stages.filter(
          (each) => row.completed_stages?.includes(each) && completedStages.includes(each),
        );
        const saved = saver.save({ ...row, ...progress(completed) });
        tell();
        // The tools wait for it: edits that are under way together are sent as one, and of two changes of the status that
        // would be a step which the lifecycle has not.
        return saved;
      },
    },
    retry: () => saver.retry(),
    /** Ends a conflict. What is typed stays in the stages that the edit saves; the others are shown as they are stored. */
    resolve(edit: SessionEdit) {
      const { pending, issues } = saver.state;
      const changed = new Set([...Object.keys(pending), ...issues.map(({ path: [column] }) => String(column))]);
      const row: Row = { ...saver.state.stored, ...edit };
      const completed = stages.filter(
        (stage) => row.completed_stages?.includes(stage) && isStage(stage, row[stageColumns[stage]]),
      );
      const isMine = Object.keys(edit).length > 0;
      const resting = saver.resolve(isMine ? { ...edit, ...progress(completed, row.status) } : edit);
      const theirs = typedIn(saver.current);
      const isTheirs = (stage: Stage) => changed.has(stageColumns[stage]) && !Object.hasOwn(edit, stageColumns[stage]);
      typed = Object.fromEntries(stages.map((stage) => [stage, (isTheirs(stage) ? theirs : typed)[stage]]));
      tell();
      return resting;
    },
  };
}

export type OpenSession = ReturnType<typeof openSession>;

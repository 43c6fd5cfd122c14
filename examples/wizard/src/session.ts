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

/** The columns that hold a stage's data, after a change of it. */
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
  function changed() {
    session = { row: saver.current, typed, saving: saver.state };
    for (const listener of listeners) listener();
  }
  saver.subscribe(changed);

  /** A stage is no longer complete once it is edited: the database demands that complete data stays complete. */
  function without(stage: Stage): SessionEdit {
    const completed = (saver.current.completed_stages ?? []).filter((each) => each !== stage);
    return progress(completed);
  }
  function progress(completed_stages: Stage[]): SessionEdit {
    const finished = completed_stages.length === stages.length;
    const { status } = saver.current;
    return {
      completed_stages,
      completion_percentage: (100 * completed_stages.length) / stages.length,
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
      changed();
      // What is published stays so, and can only be changed to what is complete; the database refuses anything else.
      const isPublished = saver.current.status === 'published' && isStage(stage, data);
      return saver.save({ ...EDITS[stage](data), ...(isPublished ? progress([...stages]) : without(stage)) });
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

    /** Changes the status, or says why not. */
    setStatus(status: Status): Issues {
      const { row } = session;
      const { issues } = checkTransition(row.status ?? 'draft', status, row);
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
        void saver.save({ ...row, ...progress(completed) });
        changed();
      },
    },
    retry: () => saver.retry(),
    resolve: (edit: SessionEdit) => saver.resolve(edit),
  };
}

export type OpenSession = ReturnType<typeof openSession>;

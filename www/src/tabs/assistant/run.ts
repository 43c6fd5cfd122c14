// One conversation with an assistant: CopilotKit's core with the correction kit's tools over a session, an agent, and what
// happens, as data for the view. Knows no component, and not whether the agent is a script or a model.

import type { AbstractAgent, State } from '@ag-ui/client';
import { CopilotKitCore } from '@copilotkit/core';
import { toToolResult } from 'event-wizard-validator';
import { type StateChange, wizardSubscriber } from 'event-wizard-validator/ag-ui';
import { type WizardToolResult, wizardTools } from 'event-wizard-validator/copilotkit';
import type { AnyIssue } from 'event-wizard-validator/prefix';
import { openSession, type Row, type Session } from '../../../../examples/wizard/src/session';
import type { Change, Database, StoredRow } from '../../database/database';
import type { Locale } from '../../language/locales';
import { type Arrivals, watchedConnection } from './arrivals';
import { type Sighting, Watch } from './watch';

/** What is told of the conversation, in its order. */
export type Entry =
  | { readonly kind: 'text'; readonly id: string; readonly role: 'user' | 'assistant'; readonly text: string }
  | CallEntry
  | { readonly kind: 'change'; readonly id: string; readonly patch: string; readonly change: StateChange };

export interface CallEntry {
  readonly kind: 'call';
  readonly id: string;
  readonly tool: string;
  /** The arguments as far as they are written. */
  readonly text: string;
  readonly isWritten: boolean;
  /** What was wrong for certain while they were being written. */
  readonly sightings: readonly Sighting[];
  readonly result?: WizardToolResult;
}

/** Why the kit has stopped the assistant. */
export interface Stop {
  readonly reason: 'repeated' | 'no_progress';
  readonly issues: readonly AnyIssue[];
}

/** What is stored at the end. */
export interface Stored {
  readonly row: StoredRow;
  readonly history: readonly Change[];
}

export interface RunState {
  readonly phase: 'running' | 'resting' | 'failed';
  readonly entries: readonly Entry[];
  /** Different faults that were refused. */
  readonly faults: number;
  /** How often the assistant had to correct what it sent. */
  readonly rounds: number;
  readonly arrivals: Arrivals;
  readonly session: Session;
  readonly stop?: Stop | undefined;
  readonly stored?: Stored | undefined;
  readonly failure?: string;
}

export interface RunOptions {
  readonly database: Database;
  readonly locale: Locale;
  readonly session_id: string;
  /** The row as it is stored; null for a new session. */
  readonly current: StoredRow | null;
  /** The agent, once the core is there. */
  readonly agent: (core: CopilotKitCore) => Promise<AbstractAgent>;
  /** Where CopilotKit's runtime answers, if a real model is asked. */
  readonly runtimeUrl?: string | undefined;
}

const NEVER_SENT: Arrivals = { sent: 0, wrong: 0 };
/** After so many refusals of its changes in a row the person is asked. */
const MOST_REFUSALS = 3;

/** What the database says of a stage as a whole follows from the issues in it. */
const isPart = ({ path, code }: { readonly path: readonly unknown[]; readonly code: string }) =>
  path.length > 0 && !code.endsWith('_data_valid');

export class Run {
  readonly session_id: string;
  readonly #options: RunOptions;
  readonly #core: CopilotKitCore;
  readonly #session: ReturnType<typeof openSession>;
  readonly #listeners = new Set<() => void>();
  readonly #watches = new Map<string, Watch>();
  readonly #faults = new Set<string>();
  #agent: AbstractAgent | undefined;
  #refused: StateChange[] = [];
  /** The session in the shared state, as JSON. */
  #shared = '';
  #isEnded = false;
  #state: RunState;

  constructor(options: RunOptions) {
    const { database, locale, session_id, current, runtimeUrl } = options;
    this.#options = options;
    this.session_id = session_id;
    const { client } = watchedConnection(database, (arrivals) => this.#set({ arrivals }));
    this.#session = openSession(client, { session_id, current: current as never, locale });
    this.#state = {
      phase: 'running',
      entries: [],
      faults: 0,
      rounds: 0,
      arrivals: NEVER_SENT,
      session: this.#session.read(),
    };
    this.#session.subscribe(() => this.#set({ session: this.#session.read() }));
    this.#core = new CopilotKitCore(runtimeUrl === undefined ? {} : { runtimeUrl });
    const tools = wizardTools({
      session: this.#session.assistant,
      locale,
      onStop: (stop) => this.#set({ stop }),
    });
    this.#core.addTool(tools.getSession);
    this.#core.addTool(tools.fillStage);
    this.#core.addTool(tools.setStatus);
    this.#core.subscribe({
      onToolExecutionEnd: ({ toolCallId, result }) => this.#finishCall(toolCallId, result),
      onError: ({ error }) => this.#set({ failure: error.message }),
    });
  }

  get state(): RunState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The person says something, and the assistant does what it then does. */
  async say(text: string): Promise<void> {
    this.#set({ phase: 'running', stop: undefined, stored: undefined });
    this.#agent ??= await this.#join();
    const id = crypto.randomUUID();
    this.#agent.addMessage({ id, role: 'user', content: text });
    this.#add({ kind: 'text', id, role: 'user', text });
    await this.#runAgent(this.#agent);
    await this.#rest();
  }

  /** Ends the conversation: whatever the assistant is doing, it does not go on. */
  end(): void {
    this.#isEnded = true;
    if (this.#agent !== undefined) this.#core.stopAgent({ agent: this.#agent });
    this.#listeners.clear();
  }

  async #join(): Promise<AbstractAgent> {
    const agent = await this.#options.agent(this.#core);
    const session = this.#session.assistant.read();
    this.#shared = JSON.stringify(session);
    agent.setState({ session });
    agent.subscribe({
      onTextMessageStartEvent: ({ event: { messageId: id } }) =>
        this.#add({ kind: 'text', id, role: 'assistant', text: '' }),
      onTextMessageContentEvent: ({ event: { messageId, delta } }) =>
        this.#change(messageId, (entry) => (entry.kind === 'text' ? { ...entry, text: entry.text + delta } : entry)),
      onToolCallStartEvent: ({ event: { toolCallId: id, toolCallName: tool } }) => {
        this.#watches.set(id, new Watch(this.#options.locale));
        this.#add({ kind: 'call', id, tool, text: '', isWritten: false, sightings: [] });
      },
      onToolCallArgsEvent: ({ event: { toolCallId, delta } }) => this.#write(toolCallId, delta),
      onToolCallEndEvent: ({ event: { toolCallId } }) =>
        this.#change(toolCallId, (entry) => (entry.kind === 'call' ? { ...entry, isWritten: true } : entry)),
      onStateDeltaEvent: ({ event: { delta } }) => {
        this.#patch = JSON.stringify(delta, null, 1);
      },
      onStateChanged: ({ state }) => this.#share(state),
    });
    agent.subscribe(
      wizardSubscriber({
        at: '/session',
        refuse: 'invalid',
        locale: this.#options.locale,
        onChange: (change) => this.#judged(change),
      }),
    );
    return agent;
  }

  /** Runs the agent; if changes of the shared state are refused, it is told why, and may correct them. */
  async #runAgent(agent: AbstractAgent): Promise<void> {
    for (let refusals = 0; refusals <= MOST_REFUSALS; refusals++) {
      const contexts = this.#refused.map(({ verdict }) =>
        this.#core.addContext({
          description: 'A change of /session was refused, and the state is as before. Correct it.',
          value: JSON.stringify(toToolResult(verdict)),
        }),
      );
      this.#refused = [];
      await this.#core.runAgent({ agent });
      for (const id of contexts) this.#core.removeContext(id);
      if (this.#refused.length === 0 || this.#isEnded) return;
    }
  }

  /** The patch that is judged next. */
  #patch = '';

  #judged(change: StateChange): void {
    this.#add({ kind: 'change', id: crypto.randomUUID(), patch: this.#patch, change });
    if (!change.refused) return;
    this.#refused.push(change);
    this.#count(change.introduced.filter(({ path, code }) => path.length > 1 && isPart({ path, code })));
  }

  /** What the agent has changed in the shared state goes the way of everything else: into the session, and is saved. */
  #share(state: State): void {
    const row: unknown = (state as { session?: unknown }).session;
    const text = JSON.stringify(row);
    if (typeof row !== 'object' || row === null || text === this.#shared) return;
    this.#shared = text;
    this.#session.assistant.write(row as Row);
  }

  #write(id: string, piece: string): void {
    const watch = this.#watches.get(id);
    watch?.push(piece);
    this.#change(id, (entry) =>
      entry.kind === 'call'
        ? { ...entry, text: entry.text + piece, sightings: watch?.sightings ?? entry.sightings }
        : entry,
    );
  }

  #finishCall(id: string, text: string): void {
    // A tool's failure in CopilotKit itself has no result.
    if (text === '') return;
    const result = JSON.parse(text) as WizardToolResult;
    this.#change(id, (entry) => (entry.kind === 'call' ? { ...entry, result } : entry));
    if (!result.ok) this.#count((result.issues ?? []).filter((issue) => issue.new === true && isPart(issue)));
  }

  #count(issues: readonly { readonly path: readonly unknown[]; readonly code: string; readonly stage?: string }[]) {
    for (const { stage, path, code } of issues) this.#faults.add(JSON.stringify([stage, path, code]));
    this.#set({ faults: this.#faults.size, rounds: this.#state.rounds + 1 });
  }

  /** Waits until everything is saved, and reads what is stored. */
  async #rest(): Promise<void> {
    const { database } = this.#options;
    await this.#session.retry();
    const found = await database.select('wizard_sessions', [['session_id', this.session_id]], 'authenticated');
    const row = found.accepted ? found.rows[0] : undefined;
    const stored = row && { row, history: await database.history(this.session_id) };
    this.#set({ phase: this.#state.failure === undefined ? 'resting' : 'failed', stored });
  }

  #add(entry: Entry): void {
    this.#set({ entries: [...this.#state.entries, entry] });
  }

  #change(id: string, change: (entry: Entry) => Entry): void {
    this.#set({ entries: this.#state.entries.map((entry) => (entry.id === id ? change(entry) : entry)) });
  }

  #set(change: Partial<RunState>): void {
    if (this.#isEnded) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

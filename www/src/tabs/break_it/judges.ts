// The page's one worker with both judges, as a store: the counter in the header and the tab *Break it* read the same.
// Knows nothing of how rows are made or judged.

import { useSyncExternalStore } from 'react';
import { type Constraint, type Counts, type Judged, none, type Order, type Own, type Report } from './protocol';

export type { Answer, Constraint, Counts, Judged, Own } from './protocol';

/** A run as the page asked for it. */
export interface Run {
  readonly seed: number;
  /** `undefined` has no end. */
  readonly until: number | undefined;
  readonly counts: Counts;
  /** Milliseconds that it has taken. */
  readonly elapsed: number;
  readonly isRunning: boolean;
  readonly rejected: readonly Judged[];
  readonly disagreements: readonly Judged[];
}

/** The counts since the page was opened are the store's own: `rows`, `agreed`, `unknowable`, `disagreed`. */
export interface Judging extends Counts {
  readonly kind: 'asleep' | 'starting' | 'ready' | 'broken';
  /** Why it is broken. */
  readonly reason: string | undefined;
  /** PostgreSQL's version. */
  readonly version: string | undefined;
  readonly constraints: readonly Constraint[];
  /** The run that the tab shows; the header's slow counting is not one. */
  readonly run: Run | undefined;
  /** The CHECK that is dropped from the worker's database. */
  readonly forgotten: string | undefined;
  /** The CHECK that the visitor wrote, with what became of it. */
  readonly own: Own | undefined;
}

export interface RunOptions {
  /** `full` is as fast as they go. */
  readonly rowsPerSecond: number | 'full';
  /** How many rows; without it, until it is stopped. */
  readonly until?: number | undefined;
  /** A whole number; by chance if it is not given. */
  readonly seed?: number | undefined;
}

export interface Judges {
  subscribe(listener: () => void): () => void;
  read(): Judging;
  /** Begins a run, in place of the one before. */
  run(options: RunOptions): void;
  /**
   * Counts slowly in the background, whenever there is no run and the database is as the migrations make it; `undefined`
   * ends that.
   */
  count(rowsPerSecond: number | undefined): void;
  stop(): void;
  /** Ends a run, and drops this CHECK from the worker's database; without a name, all are as in the migrations. */
  forget(name: string | undefined): void;
  /** Ends a run, and adds a CHECK with this expression to the worker's database, or removes it; tells what became of it. */
  own(sql: string | undefined): Promise<Own | undefined>;
  /** What both say of a new session, with the CHECKs that the database has now. */
  ask(text: string): Promise<Judged>;
}

const START: Judging = {
  ...none,
  kind: 'asleep',
  reason: undefined,
  version: undefined,
  constraints: [],
  run: undefined,
  forgotten: undefined,
  own: undefined,
};

let state = START;
let worker: Worker | undefined;
const listeners = new Set<() => void>();

/** The run that the worker is at, or that it has been sent. */
let sent: { readonly number: number; readonly isShown: boolean; readonly isPristine: boolean } | undefined;
let runs = 0;
/** What of the present run is in the counts already. */
let counted: Counts = none;
/** The speed at which the header counts. */
let background: number | undefined;
let asks = 0;
const asked = new Map<number, (judged: Judged) => void>();
/** Who waits for what becomes of a CHECK, in the order of asking. */
const owned: ((own: Own | undefined) => void)[] = [];

function show(change: Partial<Judging>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

const order = (given: Order): void => worker?.postMessage(given);
const isPristine = (): boolean => state.forgotten === undefined && state.own === undefined && owned.length === 0;
const seedByChance = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

function begin({ rowsPerSecond, until, seed = seedByChance() }: RunOptions, isShown: boolean): void {
  runs += 1;
  sent = { number: runs, isShown, isPristine: isPristine() };
  counted = none;
  if (isShown) {
    const run: Run = { seed, until, counts: none, elapsed: 0, isRunning: true, rejected: [], disagreements: [] };
    show({ run });
  }
  order({ kind: 'run', run: runs, seed, from: 0, until, rowsPerSecond });
}

/** Counts on, if nothing else is going on. */
function goOn(): void {
  if (background === undefined || sent !== undefined || state.kind !== 'ready' || !isPristine()) return;
  begin({ rowsPerSecond: background }, false);
}

/** Adds what a report has beyond the one before to the counts since the page was opened. */
function added(counts: Counts): Counts {
  const sum = (name: keyof Counts): number => state[name] + counts[name] - counted[name];
  return {
    rows: sum('rows'),
    agreed: sum('agreed'),
    refused: sum('refused'),
    unknowable: sum('unknowable'),
    disagreed: sum('disagreed'),
    byOwn: sum('byOwn'),
  };
}

function hear(report: Report): void {
  switch (report.kind) {
    case 'ready':
      show({ kind: 'ready', version: report.version, constraints: report.constraints });
      goOn();
      break;
    case 'broken':
      sent = undefined;
      show({ kind: 'broken', reason: report.reason, ...(state.run && { run: { ...state.run, isRunning: false } }) });
      break;
    case 'progress': {
      // What is left of a run that another has replaced is not shown.
      if (report.run !== sent?.number) break;
      const { counts, elapsed, rejected, disagreements, ended } = report;
      const totals = sent.isPristine ? added(counts) : undefined;
      counted = counts;
      const run =
        sent.isShown && state.run
          ? { ...state.run, counts, elapsed, rejected, disagreements, isRunning: !ended }
          : undefined;
      if (ended) sent = undefined;
      show({ ...totals, ...(run && { run }) });
      if (ended) goOn();
      break;
    }
    case 'forgotten':
      goOn();
      break;
    case 'owned':
      show({ own: report.own });
      owned.shift()?.(report.own);
      goOn();
      break;
    case 'asked':
      asked.get(report.ask)?.(report.judged);
      asked.delete(report.ask);
      break;
  }
}

function start(): void {
  if (worker !== undefined) return;
  worker = new Worker(new URL('./judges.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Report>) => hear(data);
  worker.onerror = ({ message }) => hear({ kind: 'broken', reason: message });
  show({ kind: 'starting' });
}

const judges: Judges = {
  subscribe(listener) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => state,
  run: (options) => begin(options, true),
  count(rowsPerSecond) {
    background = rowsPerSecond;
    if (rowsPerSecond === undefined && sent?.isShown === false) order({ kind: 'stop' });
    goOn();
  },
  stop() {
    if (state.run?.isRunning) order({ kind: 'stop' });
  },
  forget(name) {
    if (sent !== undefined) order({ kind: 'stop' });
    order({ kind: 'forget', name });
    show({ forgotten: name });
  },
  own(sql) {
    if (sent !== undefined) order({ kind: 'stop' });
    order({ kind: 'own', sql });
    return new Promise((resolve) => owned.push(resolve));
  },
  ask(text) {
    asks += 1;
    order({ kind: 'ask', ask: asks, text });
    return new Promise((resolve) => asked.set(asks, resolve));
  },
};

/** The page's judges, with their worker running. */
export function startJudges(): Judges {
  start();
  return judges;
}

/** The same for a component; the worker is started by whoever needs it first. */
export function useJudges(): Judging {
  return useSyncExternalStore(judges.subscribe, judges.read);
}

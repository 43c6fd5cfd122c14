// One run of everything that is measured: loading, racing in a worker, and round trips to PostgreSQL, one after the other, so
// that nothing disturbs what is timed. Knows no way to show it.

import { validateSessionJson } from 'event-wizard-validator';
import row from '../../../../benches/first/row.json';
import type { Database } from '../../database/database';
import ajvFile from './load/ajv.worker.ts?worker&url';
import oursFile from './load/ours.worker.ts?worker&url';
import valibotFile from './load/valibot.worker.ts?worker&url';
import zodFile from './load/zod.worker.ts?worker&url';
import { type ContestantName, contestants, type Order, type Race, type Report, type Samples } from './measured';

/** The size of what is loaded, in bytes. */
export interface Size {
  /** As this server sends it. */
  readonly sent: number;
  /** Compressed by gzip, in this browser. */
  readonly gzip: number;
  /** As it is executed. */
  readonly decoded: number;
}

export interface Course {
  readonly documents: number;
  /** The mean length of a document's JSON text, in bytes of UTF-8. */
  readonly bytes: number;
  readonly samples: Samples;
}

export interface Run {
  readonly kind: 'running' | 'stopped' | 'finished' | 'failed';
  /** Between 0 and 1. */
  readonly progress: number;
  readonly agreement?: { readonly checked: number; readonly disagreements: readonly string[] };
  readonly sizes: Partial<Readonly<Record<ContestantName, Size>>>;
  /** Nanoseconds from the start of a worker to its first verdict, loading included. */
  readonly first: Samples;
  readonly races: Partial<Readonly<Record<Race, Course>>>;
  /** Nanoseconds of a verdict on a row, and of PostgreSQL's answer to the same row. */
  readonly trip: { readonly verdict: readonly number[]; readonly database: readonly number[] };
  /** Why it failed, in English. */
  readonly reason?: string;
}

export const NOTHING: Run = {
  kind: 'running',
  progress: 0,
  sizes: {},
  first: {},
  races: {},
  trip: { verdict: [], database: [] },
};

const files: Readonly<Record<ContestantName, string>> = {
  'event-wizard-validator': oursFile,
  Ajv: ajvFile,
  zod: zodFile,
  Valibot: valibotFile,
};

/** How often each is loaded, and how often PostgreSQL is asked. */
const LOADS = 5;
const TRIPS = 25;
/** Verdicts between two readings of the clock. */
const BATCH = 256;
/** The shares of the progress bar. */
const LOADED = 0.15;
const RACED = 0.9;

async function sizeOf(file: string): Promise<Size> {
  const address = new URL(file, document.baseURI).href;
  const response = await fetch(address, { cache: 'no-store' });
  const decoded = await response.arrayBuffer();
  const entry = performance
    .getEntriesByName(address)
    .findLast((each): each is PerformanceResourceTiming => each instanceof PerformanceResourceTiming);
  const gzip = await new Response(
    new Blob([decoded]).stream().pipeThrough(new CompressionStream('gzip')),
  ).arrayBuffer();
  return {
    sent: entry?.encodedBodySize || decoded.byteLength,
    gzip: gzip.byteLength,
    decoded: entry?.decodedBodySize || decoded.byteLength,
  };
}

/** What a worker answers first; the promise fails if it cannot, or if the run is stopped. */
function answerOf<Answer>(worker: Worker, signal: AbortSignal, isLast: (answer: Answer) => boolean): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const end = () => {
      worker.terminate();
      signal.removeEventListener('abort', stop);
    };
    const stop = () => {
      end();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop);
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message || 'The worker could not be loaded'));
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (!isLast(data)) return;
      end();
      resolve(data);
    };
  });
}

/** Nanoseconds until a fresh worker has loaded a contestant and judged a row. */
async function firstVerdict(file: string, signal: AbortSignal): Promise<number> {
  const from = performance.now();
  const worker = new Worker(file, { type: 'module' });
  const isGood = await answerOf<boolean>(worker, signal, () => true);
  if (!isGood) throw new Error(`${file} does not accept the first row`);
  return (performance.now() - from) * 1e6;
}

/**
 * Measures everything, and tells each step by `show`, which gets what the run has so far. Ends when it is finished, stopped by
 * the signal, or failed; it never throws.
 */
export async function measure(
  order: Order,
  database: Promise<Database | undefined>,
  signal: AbortSignal,
  show: (run: Run) => void,
): Promise<void> {
  let run = NOTHING;
  const add = (more: Partial<Run>) => {
    signal.throwIfAborted();
    run = { ...run, ...more };
    show(run);
  };
  try {
    for (const name of contestants) add({ sizes: { ...run.sizes, [name]: await sizeOf(files[name]) } });
    for (let load = 0; load < LOADS; load += 1) {
      for (const name of contestants) {
        const took = await firstVerdict(files[name], signal);
        add({ first: { ...run.first, [name]: [...(run.first[name] ?? []), took] } });
      }
      add({ progress: ((load + 1) / LOADS) * LOADED });
    }

    const racing = new Worker(new URL('./race.worker.ts', import.meta.url), { type: 'module' });
    racing.postMessage(order);
    await answerOf<Report>(racing, signal, (report) => {
      if (report.kind === 'agreement') add({ agreement: report });
      if (report.kind === 'documents') {
        const { documents, bytes } = report;
        add({ races: { ...run.races, [report.race]: { documents, bytes, samples: {} } } });
      }
      if (report.kind === 'samples') {
        const course = run.races[report.race];
        if (course)
          add({
            races: { ...run.races, [report.race]: { ...course, samples: report.samples } },
            progress: LOADED + (report.done / report.of) * (RACED - LOADED),
          });
      }
      return report.kind === 'finished';
    });

    const server = await database;
    // Nobody's: the database of the page does not know the user of the benchmarks.
    const text = JSON.stringify({ ...row, user_id: undefined });
    for (let trip = 0; server && trip < TRIPS; trip += 1) {
      let from = performance.now();
      for (let time = 0; time < BATCH; time += 1) validateSessionJson(text);
      const verdict = ((performance.now() - from) * 1e6) / BATCH;
      from = performance.now();
      const { accepted } = await server.save({
        table: 'wizard_sessions',
        operation: 'insert',
        text,
        role: 'service_role',
        keep: false,
      });
      const answered = (performance.now() - from) * 1e6;
      if (!accepted) throw new Error('PostgreSQL does not accept the row');
      // The first of both prepares what later ones find ready.
      if (trip > 0)
        add({
          trip: { verdict: [...run.trip.verdict, verdict], database: [...run.trip.database, answered] },
          progress: RACED + (trip / TRIPS) * (1 - RACED),
        });
    }
    add({ kind: 'finished', progress: 1 });
  } catch (error) {
    if (signal.aborted) show({ ...run, kind: 'stopped' });
    else show({ ...run, kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

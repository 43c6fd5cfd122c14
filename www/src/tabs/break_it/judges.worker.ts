// The worker in which both judges work: takes orders from the page, puts cases to both, and reports ten times a second.

import { compared } from '../../database/comparison';
import { Bench } from './bench';
import { type CompiledCheck, compile } from './compiler';
import { caseOf } from './generate';
import { type Module, moduleOf, timedAnswer } from './module';
import { type Counts, type Judged, none, type Order, OWN, type Own, type Report } from './protocol';

/** Milliseconds between two reports, and between two looks at what the page has ordered. */
const REPORT = 100;
const LOOK = 40;
/** How many rows a report shows. */
const SHOWN = 6;
/** So that a forgotten migration does not fill the memory. */
const KEPT_DISAGREEMENTS = 10;

type RunOrder = Extract<Order, { kind: 'run' }>;

const tell = (report: Report) => postMessage(report);
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** One run: where it stands, and what is to be told of it. */
class Run {
  readonly order: RunOrder;
  #counts: Counts = none;
  readonly #start = performance.now();
  #rejected: Judged[] = [];
  readonly #disagreements: Judged[] = [];
  /** Refused rows; the module's time is measured only for those that are told. */
  readonly #latest: Omit<Judged, 'module'>[] = [];
  #told = 0;

  constructor(order: RunOrder) {
    this.order = order;
  }

  get isDone(): boolean {
    return this.order.until !== undefined && this.#counts.rows >= this.order.until;
  }

  /** Whether the next row is due at its speed. */
  get isDue(): boolean {
    const { rowsPerSecond } = this.order;
    return rowsPerSecond === 'full' || this.#counts.rows < ((performance.now() - this.#start) * rowsPerSecond) / 1000;
  }

  async step(bench: Bench, module: Module): Promise<void> {
    const { seed, from } = this.order;
    const next = caseOf(seed, from + this.#counts.rows, bench.surroundings);
    const predicted = module(next);
    const database = await bench.answer(next);
    const { error } = database;
    const agreement = compared(predicted, error);
    const counts = this.#counts;
    this.#counts = {
      rows: counts.rows + 1,
      agreed: counts.agreed + Number(agreement === 'agree'),
      refused: counts.refused + Number(agreement === 'agree' && error !== undefined),
      unknowable: counts.unknowable + Number(agreement === 'unknowable'),
      disagreed: counts.disagreed + Number(agreement === 'differ'),
      byOwn: counts.byOwn + Number(agreement === 'agree' && error?.constraint === OWN),
    };
    const judged = { seed, case: next, database, agreement };
    if (agreement === 'differ' && this.#disagreements.length < KEPT_DISAGREEMENTS) {
      this.#disagreements.push({ ...judged, module: timedAnswer(module, next) });
    }
    if (error !== undefined) {
      this.#latest.unshift(judged);
      this.#latest.length = Math.min(this.#latest.length, SHOWN);
    }
  }

  /** Whether the page has heard nothing for so many milliseconds. */
  isLate(milliseconds: number): boolean {
    return performance.now() - this.#told >= milliseconds;
  }

  report(module: Module, ended: boolean): void {
    const known = new Map(this.#rejected.map((judged) => [judged.case.number, judged]));
    this.#rejected = this.#latest.map(
      (judged) => known.get(judged.case.number) ?? { ...judged, module: timedAnswer(module, judged.case) },
    );
    this.#told = performance.now();
    tell({
      kind: 'progress',
      run: this.order.run,
      counts: this.#counts,
      elapsed: performance.now() - this.#start,
      rejected: this.#rejected,
      disagreements: this.#disagreements,
      ended,
    });
  }
}

const orders: Order[] = [];
let wake = () => {};
addEventListener('message', ({ data }: MessageEvent<Order>) => {
  orders.push(data);
  wake();
});

async function work(): Promise<never> {
  const bench = await Bench.start();
  tell({ kind: 'ready', version: bench.version, constraints: bench.constraints });
  let run: Run | undefined;
  let check: CompiledCheck | undefined;
  let module = moduleOf(check);
  const end = () => {
    run?.report(module, true);
    run = undefined;
  };
  const own = async (expression: string | undefined): Promise<Own | undefined> => {
    const { constraint, error } = await bench.own(expression);
    const read = expression === undefined ? undefined : await compile(expression);
    check = constraint === undefined ? undefined : read?.check;
    module = moduleOf(check);
    return expression === undefined ? undefined : { expression, constraint, error, compiled: read?.compiled };
  };
  for (;;) {
    for (let order = orders.shift(); order !== undefined; order = orders.shift()) {
      switch (order.kind) {
        case 'run':
          end();
          run = new Run(order);
          break;
        case 'stop':
          end();
          break;
        case 'forget':
          await bench.forget(order.name);
          tell({ kind: 'forgotten', name: order.name });
          break;
        case 'own':
          tell({ kind: 'owned', own: await own(order.sql) });
          break;
        case 'ask': {
          const asked = { number: 0, table: 'wizard_sessions', operation: 'insert', text: order.text } as const;
          const database = await bench.answer(asked);
          const agreement = compared(module(asked), database.error);
          const judged = { seed: 0, case: asked, module: timedAnswer(module, asked), database, agreement };
          tell({ kind: 'asked', ask: order.ask, judged });
          break;
        }
      }
    }
    if (run === undefined) {
      if (orders.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      continue;
    }
    const start = performance.now();
    let isSlow = false;
    while (!run.isDone && performance.now() - start < LOOK) {
      if (run.isDue) await run.step(bench, module);
      else {
        isSlow = true;
        break;
      }
    }
    if (run.isDone) end();
    else if (run.isLate(REPORT)) run.report(module, false);
    await pause(isSlow ? LOOK : 0);
  }
}

work().catch((error: unknown) =>
  tell({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) }),
);

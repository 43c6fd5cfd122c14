// How the time of every entry point grows with the size of its input: `make scaling`, or `node benches/scaling.mjs
// [WORD…]` for the shapes whose name contains one of the words. Prints a table in Markdown, and exits with 1 if a call
// throws, or if a shape's time grows faster than its size and faster than the time `JSON` takes for the same values.
//
// The growth is the slope between the last two sizes on logarithmic scales: 1 is linear, 2 quadratic. It is computed
// from the processor time of the best of several runs, so that other work on the machine hardly matters.

import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { shapes } from '../pkg/test/scaling_shapes.js';

/** The size 100 is for shapes that take seconds at 1,000 already. */
const SIZES = [100, 1_000, 10_000, 100_000, 1_000_000];
/**
 * By how much a shape's growth may exceed 1, or exceed the growth of `JSON` alone on the same values if that is steeper
 * (an object of a million keys): n·log n adds 0.06, and memory that no longer fits into the caches adds some more.
 */
const MARGIN = 0.3;
/** Seconds that a run may take; the next size is skipped if even linear growth would exceed it. */
const LONGEST = 5;
/** In seconds: below this, the fixed cost of a call hides the growth, and the clock is too coarse. */
const SHORTEST = 0.002;

/** Seconds of processor time for the best of several runs; `begin` is called before each run. */
async function timed(call, begin) {
  let best = Infinity;
  let spent = 0;
  for (let run = 0; run < 12 && (run < 2 || spent < 0.5) && spent < LONGEST; run += 1) {
    begin();
    let repeats = 0;
    const from = process.cpuUsage();
    let used = 0;
    do {
      const outcome = call();
      if (outcome instanceof Promise) await outcome;
      repeats += 1;
      const { user, system } = process.cpuUsage(from);
      used = (user + system) / 1e6;
    } while (used < 0.02);
    best = Math.min(best, used / repeats);
    spent += used;
  }
  return best;
}

/** The work that the call makes `JSON` do, as a call that does nothing else. */
async function jsonAlone(call) {
  const { parse, stringify } = JSON;
  const done = [];
  const noting =
    (does) =>
    (...given) => {
      done.push(() => does(...given));
      return does(...given);
    };
  Object.assign(JSON, { parse: noting(parse), stringify: noting(stringify) });
  try {
    await call();
  } finally {
    Object.assign(JSON, { parse, stringify });
  }
  return () => {
    for (const again of done) again();
  };
}

/** The worker's part: measures one shape, and posts one point for each size. */
async function measure({ make, sizes = SIZES }) {
  let before;
  for (const [index, n] of sizes.entries()) {
    let point;
    const begin = () => parentPort.postMessage({ n });
    try {
      const call = make(n);
      point = { n, seconds: await timed(call, begin) };
      if (before !== undefined && slope(before, point) > 1 + MARGIN) {
        const [smaller, larger] = [await jsonAlone(make(before.n)), await jsonAlone(call)];
        const json = [await timed(smaller, begin), await timed(larger, begin)];
        point.json = slope({ n: before.n, seconds: json[0] }, { n, seconds: json[1] });
      }
    } catch (error) {
      point = { n, thrown: `${error.name}: ${error.message}`.slice(0, 80), name: error.name };
    }
    parentPort.postMessage(point);
    before = point;
    if (point.thrown !== undefined || (point.seconds * sizes[index + 1]) / n > LONGEST) break;
  }
  parentPort.close();
}

/**
 * The child's part: starts a worker that measures, so that a run which takes too long can be ended. Points are lines of
 * JSON.
 */
function watch(number) {
  const points = [];
  const print = (point) => {
    points.push(point);
    process.stdout.write(`${JSON.stringify(point)}\n`);
  };
  let running;
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: number });
  worker.on('message', (message) => {
    if (message.seconds !== undefined || message.thrown !== undefined) {
      running = undefined;
      print(message);
      return;
    }
    // Waits as long as growth with exponent 1.6 would take, which is too steep in any case.
    const last = points.at(-1);
    const most = last === undefined ? LONGEST : Math.max(LONGEST, last.seconds * (message.n / last.n) ** 1.6);
    running = { n: message.n, most, from: process.cpuUsage() };
  });
  worker.on('error', (error) =>
    print({ n: 0, thrown: `${error.name}: ${error.message}`.slice(0, 80), name: error.name }),
  );
  const timer = setInterval(() => {
    if (running === undefined) return;
    const { user, system } = process.cpuUsage(running.from);
    if ((user + system) / 1e6 < running.most) return;
    print({ n: running.n, seconds: running.most, stopped: true });
    process.exit();
  }, 50);
  worker.on('exit', () => clearInterval(timer));
}

/** The points of one shape, measured in a process of its own. */
function run(number) {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=6000', fileURLToPath(import.meta.url), '--shape', number],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const points = [];
  const lines = createInterface({ input: child.stdout }).on('line', (line) => points.push(JSON.parse(line)));
  return new Promise((resolve) => {
    let ended;
    const done = (status, signal) => {
      if (status !== 0) points.push({ n: 0, thrown: `ended by ${signal ?? status}`, name: 'end of the process' });
      resolve(points);
    };
    child.on('exit', (...how) => {
      ended = how;
    });
    lines.on('close', () => (ended === undefined ? child.on('exit', done) : done(...ended)));
  });
}

/** How steeply time grows between two sizes, on logarithmic scales. */
const slope = (before, last) => Math.log(last.seconds / before.seconds) / Math.log(last.n / before.n);

/**
 * The slope between the last two sizes, if they took long enough to measure; and that of `JSON` alone, if it was
 * measured.
 */
function growth(points) {
  const [before, last] = points.filter(({ seconds }) => seconds !== undefined).slice(-2);
  if (last === undefined || last.seconds < SHORTEST) return undefined;
  return { own: slope(before, last), json: last.json };
}

/** Data or a schema may be refused by an exception because of its size, but for no other reason. */
const isRefusal = ({ thrown, name }) => name === 'RangeError' && /too (large|deep)|memory/u.test(thrown);

function cell(point) {
  if (point === undefined) return '';
  const { seconds, stopped, thrown } = point;
  if (thrown !== undefined) return isRefusal(point) ? 'refused' : thrown;
  const ms = seconds * 1000;
  return `${stopped ? '> ' : ''}${ms >= 10 ? ms.toFixed(0) : ms.toPrecision(2)}`;
}

/** A release or branch may not have `maxIssues` yet; these shapes are then left out. */
function isKnown({ make, sizes = SIZES }) {
  try {
    make(sizes[0])();
    return true;
  } catch (error) {
    return !/maxIssues/u.test(error.message);
  }
}

async function table(words) {
  const named = shapes.map((shape, number) => ({ ...shape, number, name: `${shape.call}: ${shape.shape}` }));
  const chosen = named.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  let passed = 0;
  const failed = [];
  console.log('Milliseconds of processor time by size; if a cell gives its own sizes, they are depths.\n');
  console.log(`| call | what grows | ${SIZES.map((n) => n.toLocaleString('en-US')).join(' | ')} | growth |`);
  console.log(`|---|---|${SIZES.map(() => '--:|').join('')}--:|`);
  for (const { number, name, call, shape, all, sizes } of chosen) {
    if (all && !isKnown(shapes[number])) continue;
    const points = await run(String(number));
    const grown = growth(points);
    const wrong = points.some((point) => point.thrown !== undefined && !isRefusal(point));
    const most = Math.max(1, grown?.json ?? 1) + MARGIN;
    const steep = (grown?.own ?? 0) > most || points.some(({ stopped }) => stopped);
    // The process was ended by the size after the last one.
    const behind = points.find(({ n }) => n === 0);
    if (behind !== undefined) behind.n = (sizes ?? SIZES)[points.indexOf(behind)];
    const cells = sizes
      ? [points.map((point) => `${point.n}: ${cell(point)}`).join(', '), ...SIZES.slice(1).map(() => '')]
      : SIZES.map((n) => cell(points.find((point) => point.n === n)));
    const json = grown?.json === undefined ? '' : ` (JSON alone ${grown.json.toFixed(2)})`;
    const mark = wrong ? ' **throws**' : steep ? ' **steep**' : '';
    console.log(`| \`${call}\` | ${shape} | ${cells.join(' | ')} | ${grown?.own.toFixed(2) ?? '–'}${json}${mark} |`);
    if (wrong || steep) failed.push(name);
    else passed += 1;
  }
  if (failed.length > 0)
    console.log(`\nNot linear, or threw an exception:\n${failed.map((name) => `- ${name}`).join('\n')}`);
  console.log(`\n${passed} passed, ${failed.length} failed`);
  return failed.length === 0 && passed > 0;
}

if (!isMainThread) {
  await measure(shapes[workerData]);
} else if (process.argv[2] === '--shape') {
  watch(Number(process.argv[3]));
} else {
  process.exitCode = (await table(process.argv.slice(2))) ? 0 : 1;
}

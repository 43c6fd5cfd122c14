// How the time of every entry point grows with the size of what it is given: `make scaling`, or
// `node benches/scaling.mjs [WORD…]` for the shapes whose name has one of the words. Prints a table in Markdown, and exits
// with 1 if a shape's time grows faster than its size, or a call throws.
//
// The growth is the slope between the last two sizes in logarithms: 1 is linear, 2 quadratic. What counts is the
// processor time of the best of some runs, so that what else the machine does tells little.

import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { shapes } from '../pkg/test/scaling_shapes.js';

/** 100 is for what takes seconds at 1,000 already. */
const SIZES = [100, 1_000, 10_000, 100_000, 1_000_000];
/** n·log n has 1.06 here, and memory that no longer fits the caches adds some. */
const STEEPEST = 1.3;
/** Seconds that a run may take; the next size is not tried where even linear growth would exceed it. */
const LONGEST = 5;
/** Below this the fixed cost of a call hides the growth, and the clock is too coarse: seconds. */
const SHORTEST = 0.002;

/** Seconds of processor time that the best of some runs takes. */
async function timed(call) {
  let best = Infinity;
  let spent = 0;
  for (let run = 0; run < 12 && (run < 2 || spent < 0.5) && spent < LONGEST; run += 1) {
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

/** The child's part: one line of JSON a size. */
async function measure(number) {
  const { make, sizes = SIZES } = shapes[number];
  for (const n of sizes) {
    let line;
    try {
      const call = make(n);
      process.send({ n });
      line = { n, seconds: await timed(call) };
    } catch (error) {
      line = { n, thrown: `${error.name}: ${error.message}`.slice(0, 80), name: error.name };
    }
    process.stdout.write(`${JSON.stringify(line)}\n`);
    if (line.thrown !== undefined) break;
    const next = sizes[sizes.indexOf(n) + 1];
    if (next !== undefined && (line.seconds * next) / n > LONGEST) break;
  }
}

/** Runs one shape in a process of its own, which is ended where it takes too long. */
function run(number) {
  const { sizes = SIZES } = shapes[number];
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=6000', fileURLToPath(import.meta.url), '--shape', String(number)],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const points = [];
  let timer;
  child.on('message', ({ n }) => {
    // As long as growth by the power of 1.6 would take, which is too steep in any case; three runs of it at most.
    const last = points.at(-1);
    const most = last === undefined ? LONGEST : Math.max(LONGEST, last.seconds * (n / last.n) ** 1.6);
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        points.push({ n, seconds: most, stopped: true });
        child.kill('SIGKILL');
      },
      (3 * most + 2) * 1000,
    );
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  createInterface({ input: child.stdout }).on('line', (line) => points.push(JSON.parse(line)));
  return new Promise((resolve) => {
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (status !== 0 && !points.at(-1)?.stopped) {
        const why = /FATAL.*|Error.*/u.exec(errors)?.[0] ?? `ended by ${signal ?? status}`;
        points.push({ n: sizes[points.length], thrown: why.slice(0, 80), name: 'end of the process' });
      }
      resolve(points);
    });
  });
}

/** The slope between the last two sizes, if they took long enough to tell. */
function growth(points) {
  const [before, last] = points.filter(({ seconds }) => seconds !== undefined).slice(-2);
  if (last === undefined || last.seconds < SHORTEST) return undefined;
  return Math.log(last.seconds / before.seconds) / Math.log(last.n / before.n);
}

/** Data or a schema may be refused for its size, but for nothing else by an exception. */
const isRefusal = ({ thrown, name }) => name === 'RangeError' && /too (large|deep)|memory/u.test(thrown);

function cell(point) {
  if (point === undefined) return '';
  const { seconds, stopped, thrown } = point;
  if (thrown !== undefined) return isRefusal(point) ? 'refused' : thrown;
  const ms = seconds * 1000;
  return `${stopped ? '> ' : ''}${ms >= 10 ? ms.toFixed(0) : ms.toPrecision(2)}`;
}

/** The release or branch may not have `maxIssues` yet; then these shapes are left out. */
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
  console.log('Milliseconds of processor time by size; where a cell names sizes, they are depths.\n');
  console.log(`| call | what grows | ${SIZES.map((n) => n.toLocaleString('en-US')).join(' | ')} | growth |`);
  console.log(`|---|---|${SIZES.map(() => '--:|').join('')}--:|`);
  for (const { number, name, call, shape, all, sizes } of chosen) {
    if (all && !isKnown(shapes[number])) continue;
    const points = await run(number);
    const slope = growth(points);
    const wrong = points.some((point) => point.thrown !== undefined && !isRefusal(point));
    const steep = (slope ?? 0) > STEEPEST || points.some(({ stopped }) => stopped);
    const cells = sizes
      ? [points.map((point) => `${point.n}: ${cell(point)}`).join(', '), ...SIZES.slice(1).map(() => '')]
      : SIZES.map((n) => cell(points.find((point) => point.n === n)));
    const mark = wrong ? ' **throws**' : steep ? ' **steep**' : '';
    console.log(`| \`${call}\` | ${shape} | ${cells.join(' | ')} | ${slope?.toFixed(2) ?? '–'}${mark} |`);
    if (wrong || steep) failed.push(name);
    else passed += 1;
  }
  if (failed.length > 0) console.log(`\nNot linear, or thrown:\n${failed.map((name) => `- ${name}`).join('\n')}`);
  console.log(`\n${passed} passed, ${failed.length} failed`);
  return failed.length === 0 && passed > 0;
}

if (process.argv[2] === '--shape') {
  await measure(Number(process.argv[3]));
  process.disconnect();
} else {
  process.exitCode = (await table(process.argv.slice(2))) ? 0 : 1;
}

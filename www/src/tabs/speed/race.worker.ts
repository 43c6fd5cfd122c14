// Races the package against Ajv, zod and Valibot, apart from the page: first whether all of them say the same, then in rounds,
// in each of which everyone has a turn. Knows no way to show it.

import * as ajvInWords from 'virtual:ajv-all-errors';
import * as ajv from 'virtual:ajv-standalone';
import * as ours from '../../../../benches/contestants/ours.mjs';
import * as valibot from '../../../../benches/contestants/valibot.mjs';
import * as zod from '../../../../benches/contestants/zod.mjs';
import { broken, documents, faults, rows, tenFaults } from '../../../../benches/documents.mjs';
import { type ContestantName, contestants, type Order, type Race, type Report, races } from './measured';

/** How long a turn takes, in milliseconds: browsers round their clocks to at most a tenth of one. */
const TURN = 4;
/** For how long each call runs before it counts, so that the engine has compiled it as well as it will. */
const WARM_UP = 40;
/** How many documents with a fault a turn judges. */
const FAULTY = 12;

type Judge = (data: unknown) => unknown;
type Judges = Readonly<Record<ContestantName, Judge>>;

const verdicts: Readonly<Record<ContestantName, Contestant>> = {
  'event-wizard-validator': ours,
  Ajv: ajv,
  zod,
  Valibot: valibot,
};

const tellers = (stage: string): Readonly<Record<ContestantName, (data: unknown) => number>> => ({
  'event-wizard-validator': (data) => ours.issues[stage]?.(data) ?? 0,
  Ajv: (data) => ajvInWords.issues(stage, data),
  zod: (data) => zod.issues[stage]?.(data) ?? 0,
  Valibot: (data) => valibot.issues[stage]?.(data) ?? 0,
});

const say = (report: Report) => postMessage(report);
const bytesOf = (data: unknown) => new TextEncoder().encode(JSON.stringify(data)).length;
const each = <Value>(make: (name: ContestantName) => Value): Readonly<Record<ContestantName, Value>> => ({
  'event-wizard-validator': make('event-wizard-validator'),
  Ajv: make('Ajv'),
  zod: make('zod'),
  Valibot: make('Valibot'),
});

/** Whether all say the same of every document of the stage, sound and with each fault, and of every row. */
function agreement(stage: string): { readonly checked: number; readonly disagreements: readonly string[] } {
  const disagreements: string[] = [];
  let checked = 0;
  const check = (what: string, expected: boolean, judge: (contestant: Contestant) => boolean | undefined) => {
    checked += 1;
    for (const [name, contestant] of Object.entries(verdicts))
      if (judge(contestant) !== expected) disagreements.push(`${what}: ${name} says ${!expected}`);
  };
  for (const [index, document] of (documents[stage] ?? []).entries()) {
    check(`${stage} ${index}`, true, ({ stages }) => stages[stage]?.(document));
    for (const fault of faults[stage] ?? []) {
      const data = broken(document, fault);
      const what = `${stage} ${index} with ${JSON.stringify(fault)}`;
      check(what, false, ({ stages }) => stages[stage]?.(data));
      if (ours.is[stage]?.(data) !== false) disagreements.push(`${what}: isStage says yes`);
    }
  }
  for (const [index, row] of rows.entries()) check(`row ${index}`, true, ({ insert }) => insert(row));
  return { checked, disagreements };
}

interface Course {
  readonly judges: Judges;
  readonly data: readonly unknown[];
}

/** Who does what, with which documents. Whoever sends a row also needs its JSON text, which the package makes anyway. */
function courses(stage: string): Readonly<Record<Race, Course>> {
  const good = documents[stage] ?? [];
  const tell = tellers(stage);
  const told = Object.values(tell);
  // A fault that some report as several would compare the wrong things.
  const oneIssue = good
    .flatMap((document) => (faults[stage] ?? []).map((fault) => broken(document, fault)))
    .filter((data) => told.every((count) => count(data) === 1))
    .filter((_, index, all) => index % Math.max(1, Math.floor(all.length / FAULTY)) === 0)
    .slice(0, FAULTY);
  const judged = each((name) => (data: unknown) => verdicts[name].stages[stage]?.(data));
  const withText =
    (judge: Judge): Judge =>
    (data: unknown) =>
      judge(data) && JSON.stringify(data).length;
  return {
    valid: { data: good, judges: each((name) => (verdicts[name] === ours ? judged[name] : withText(judged[name]))) },
    refused: {
      data: oneIssue,
      judges: each(
        (name) => (data) => !(verdicts[name] === ours ? ours.is[stage] : verdicts[name].stages[stage])?.(data),
      ),
    },
    one: { data: oneIssue, judges: tell },
    ten: { data: [tenFaults[stage]], judges: tell },
    row: {
      data: rows,
      judges: each((name) =>
        verdicts[name] === ours
          ? (row) => ours.insertText(JSON.stringify(row))
          : withText((row) => verdicts[name].insert(row)),
      ),
    },
  };
}

/** Exported, so that no engine leaves the work out. */
export let sink = 0;

function timed(call: Judge, data: readonly unknown[], times: number): number {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) for (const document of data) sink += call(document) ? 1 : 0;
  return performance.now() - from;
}

interface Racer {
  readonly name: ContestantName;
  readonly judge: Judge;
  readonly data: readonly unknown[];
  /** How often everything is judged in a turn. */
  times: number;
  readonly samples: number[];
}

/**
 * Nanoseconds for one document, from a turn that is long enough for the clock. (While the calls warm up, other work on the
 * machine can make a turn longer than it is, so that later ones are too short.)
 */
function turn(racer: Racer): number {
  const { judge, data } = racer;
  for (;;) {
    const took = timed(judge, data, racer.times);
    if (took >= TURN / 3) return (took * 1e6) / (racer.times * data.length);
    racer.times *= 2;
  }
}

/** Runs until the engine has compiled the call, and finds how often it is made in a turn. */
function warmUp(racer: Racer): void {
  let least = Number.POSITIVE_INFINITY;
  for (const start = performance.now(); performance.now() - start < WARM_UP; ) least = Math.min(least, turn(racer));
  racer.times = Math.max(1, Math.round((TURN * 1e6) / (least * racer.data.length)));
}

function run({ stage, rounds }: Order): void {
  const { checked, disagreements } = agreement(stage);
  say({ kind: 'agreement', checked, disagreements });
  // What says something else does something else: there is nothing to time.
  if (disagreements.length > 0) {
    say({ kind: 'finished' });
    return;
  }
  const all = courses(stage);
  const of = rounds * races.length;
  const started = races.map((race) => {
    const { judges, data } = all[race];
    const racers = contestants.map((name): Racer => ({ name, judge: judges[name], data, times: 1, samples: [] }));
    for (const { name, judge } of racers)
      if (data.length === 0 || !data.every((document) => judge(document)))
        throw new Error(`${race}: ${name} does not answer as expected`);
    const bytes = Math.round(data.reduce<number>((sum, document) => sum + bytesOf(document), 0) / data.length);
    say({ kind: 'documents', race, documents: data.length, bytes });
    for (const racer of racers) warmUp(racer);
    return { race, racers };
  });
  let done = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const { race, racers } of started) {
      for (const racer of racers) racer.samples.push(turn(racer));
      done += 1;
      const samples = Object.fromEntries(racers.map((racer) => [racer.name, racer.samples]));
      say({ kind: 'samples', race, samples, done, of });
    }
  }
  say({ kind: 'finished' });
}

addEventListener('message', ({ data }: MessageEvent<Order>) => run(data));

// `make bench`: runs the benchmark in each engine, prints the results beside the targets, and records them.
//
//   scripts/bench [ENGINE…]   engines: node-20 (the machine's, by its version), node-26, chromium, firefox; all by default
//   scripts/bench --agree     only checks whether all contestants agree
//   QUICK=1     a third of the rounds, and neither scaling nor first verdicts
//   RECORD=1    writes benches/results/ and README.md's lines; only with all engines
//   PACKAGE=…   measures that folder's dist/ instead of pkg/

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { engines, titleOf } from './engines.mjs';
import { plots } from './plots.mjs';
import { prepare } from './prepare.mjs';
import { inReadme, readmeTable, terminalTable } from './tables.mjs';

const { QUICK, RECORD } = process.env;
const here = new URL('.', import.meta.url);
/** JSON with one line for each set of documents. */
const jsonLines = (value) => `${JSON.stringify(value, null, 1).replaceAll(/\n {5,}|\n {4}(?=[\]}])/g, ' ')}\n`;
/** Times rounded to a tenth of a nanosecond, so that what is recorded equals what is printed. */
const rounded = (value) =>
  JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'number' ? Math.round(each * 10) / 10 : each)));
const readJson = async (path) => JSON.parse(await readFile(new URL(path, here), 'utf8'));

/** How many fresh pages judge one row each; half of them with our package. */
const PAGES = 18;

/** Milliseconds until a fresh page has judged a row: `{ ours, 'Ajv standalone' }`, the best of several. */
async function firstVerdict(evaluate) {
  const contestants = { ours: 'ours', 'Ajv standalone': 'ajv' };
  const best = { ours: Infinity, 'Ajv standalone': Infinity };
  for (let round = 0; round < PAGES / 2; round += 1) {
    for (const [name, file] of Object.entries(contestants)) {
      const { valid, ms } = await evaluate(`const from = performance.now();
const { judge } = await import('./first/${file}.js');
const valid = judge();
const result = { valid, ms: performance.now() - from }`);
      if (!valid) throw new Error(`${name} does not accept the first row`);
      best[name] = Math.min(best[name], ms);
    }
  }
  return best;
}

async function measure(name, { title, effort, evaluate }) {
  const rounds = QUICK ? Math.ceil(effort.rounds / 3) : effort.rounds;
  const names = ['stages', 'rows', 'texts', 'issues', 'fixed', ...(QUICK ? [] : ['scaling'])];
  const run = (script) =>
    evaluate(`const { run } = await import('./${script}.js');
const result = run(${JSON.stringify({ names, effort: { ...effort, rounds } })})`);
  const { checked, disagreements, agent, ...measured } = await run('suite');
  if (disagreements.length > 0) {
    console.error(`${name}: the contestants disagree, so nothing is timed:\n${disagreements.join('\n')}`);
    process.exit(1);
  }
  const { anatomy } = await run('anatomy');
  return {
    title: title ?? titleOf(agent),
    checked,
    ...measured,
    anatomy,
    ...(title || QUICK ? {} : { first: await firstVerdict(evaluate) }),
  };
}

async function versions() {
  const { devDependencies } = await readJson('package.json');
  const { version } = await readJson('../pkg/package.json');
  return { 'event-wizard-validator': version, ...devDependencies };
}

async function checkAgreement({ evaluate }) {
  const { checked, disagreements } = await evaluate(`const { run } = await import('./suite.js');
const result = run({ names: [] })`);
  for (const disagreement of disagreements) console.log(disagreement);
  console.log(`${checked - disagreements.length} passed, ${disagreements.length} failed`);
  process.exit(disagreements.length === 0 && checked > 0 ? 0 : 1);
}

const all = await engines();
if (process.argv[2] === '--agree') {
  await prepare();
  await checkAgreement(Object.values(all)[0]);
}
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(all);
const unknown = names.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(`no such engine: ${unknown.join(', ')}; choose from ${Object.keys(all).join(', ')}`);
  process.exit(1);
}
if (RECORD && (QUICK || names.length < Object.keys(all).length)) {
  console.error('RECORD=1 needs the whole benchmark: every engine, and no QUICK=1');
  process.exit(1);
}

await prepare();
const results = { date: new Date().toISOString().slice(0, 10), versions: await versions(), engines: {} };
for (const name of names) {
  console.error(`${name} …`);
  results.engines[name] = rounded(await measure(name, all[name]));
}
console.log(terminalTable(results));
await writeFile(new URL('../target/bench/results.json', here), JSON.stringify(results, null, 1));
if (RECORD) {
  await mkdir(new URL('results/', here), { recursive: true });
  await writeFile(new URL('results/latest.json', here), jsonLines(results));
  for (const [file, svg] of Object.entries(plots(results))) await writeFile(new URL(`results/${file}`, here), svg);
  const readme = new URL('../README.md', here);
  await writeFile(readme, inReadme(await readFile(readme, 'utf8'), readmeTable(results)));
}

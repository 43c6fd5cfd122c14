// The engines that the benchmark runs in, by name; each runs target/bench/suite.js and gives what it measured.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { promisify } from 'node:util';
import { firefox, page, serve, stopAll } from '../tests/consumers/tools.mjs';
import { folder } from './prepare.mjs';

/** Longer than any engine takes: seconds. */
const PATIENCE = 1800;

const inNode = (node) => async (options) => {
  const code = `const { run } = await import(${JSON.stringify(`${folder}suite.js`)});
process.stdout.write(JSON.stringify(run(${JSON.stringify(options)})));`;
  const { stdout } = await promisify(execFile)(node, ['--input-type=module', '-e', code], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
};

/** The clock is finest in a page that is isolated from all other origins. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

async function served(options) {
  const script = `import { run } from './suite.js';
const results = run(${JSON.stringify(options)});
window.verdicts = { ...results, isolated: window.crossOriginIsolated, agent: navigator.userAgent };
await fetch('/', { method: 'POST', body: JSON.stringify(window.verdicts) });`;
  await writeFile(`${folder}index.html`, `<!doctype html><meta charset="utf-8"><script type="module">${script}</script>`);
  return await serve(folder, ISOLATED);
}

async function inChromium(options) {
  try {
    return (await page((await served(options)).address, { seconds: PATIENCE })).verdicts;
  } finally {
    await stopAll();
  }
}

async function inFirefox(options) {
  try {
    return await firefox(await served(options), { seconds: PATIENCE });
  } finally {
    await stopAll();
  }
}

const newest = process.env.NODE_NEWEST;
const major = (version) => version.replace(/^v/, '').split('.')[0];

/** `{ name: run }`; each `run` is given what `suite.mjs` wants. */
export const engines = {
  [`node-${major(process.version)}`]: inNode(process.execPath),
  ...(newest ? { 'node-26': inNode(`${newest}/node`) } : {}),
  chromium: inChromium,
  firefox: inFirefox,
};

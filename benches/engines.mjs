// The engines in which the benchmark runs. Each runs a script of target/bench, which exports `run`, and returns its
// result.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { promisify } from 'node:util';
import { firefox, page, serve, stopAll } from '../tests/consumers/tools.mjs';
import { folder } from './prepare.mjs';

/** In seconds: longer than any engine takes. */
const PATIENCE = 1800;

const inNode = (node) => async (code) => {
  const script = `${code.replaceAll(`import('./`, `import('${folder}`)}; process.stdout.write(JSON.stringify(result));`;
  const { stdout } = await promisify(execFile)(node, ['--input-type=module', '-e', script], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
};

/** A page's clock has its finest resolution if the page is isolated from other origins. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const inBrowser = (open) => async (code) => {
  const script = `${code};
window.verdicts = { ...result, agent: navigator.userAgent };
await fetch('/', { method: 'POST', body: JSON.stringify(window.verdicts) });`;
  await writeFile(
    `${folder}index.html`,
    `<!doctype html><meta charset="utf-8"><script type="module">${script}</script>`,
  );
  try {
    return await open(await serve(folder, ISOLATED));
  } finally {
    await stopAll();
  }
};

const inChromium = inBrowser(async ({ address }) => (await page(address, { seconds: PATIENCE, every: 500 })).verdicts);
const inFirefox = inBrowser((server) => firefox(server, { seconds: PATIENCE }));

const versionOf = async (node) => (await promisify(execFile)(node, ['--version'])).stdout.trim().replace('v', '');

/**
 * In isolated pages Chromium's clock has steps of 5 µs and Firefox's of 20 µs: rounds are long enough to make them
 * negligible.
 */
const IN_NODE = { rounds: 51, milliseconds: 1 };
const IN_CHROMIUM = { rounds: 41, milliseconds: 2 };
const IN_FIREFOX = { rounds: 31, milliseconds: 4 };

/** `{ [name]: { title, version, effort, evaluate } }`; `evaluate` runs code that sets `result`. */
export async function engines() {
  const nodes = [process.execPath, process.env.NEWEST_NODE].filter((node) => node);
  const ofNodes = await Promise.all(
    nodes.map(async (node) => {
      const version = await versionOf(node);
      const name = `node-${version.split('.')[0]}`;
      return [name, { title: `Node ${version}`, effort: IN_NODE, evaluate: inNode(node) }];
    }),
  );
  return {
    ...Object.fromEntries(ofNodes),
    chromium: { effort: IN_CHROMIUM, evaluate: inChromium },
    firefox: { effort: IN_FIREFOX, evaluate: inFirefox },
  };
}

/** A browser's name and version, shortened from its user agent. */
export function titleOf(agent) {
  const [, name, version] = /(Chrome|Firefox)\/(\d+)/.exec(agent);
  return `${name === 'Chrome' ? 'Chromium' : name} ${version}`;
}

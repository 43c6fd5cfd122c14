// Builds the page and serves it. One process, so that ending it ends everything.
// As a command (`npm run demo`): on DEMO_PORT (4173), until Ctrl-C. As a module: for the end-to-end test.

import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { modelIn } from './runtime/model.js';
import { assistant } from './runtime/plugin.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const host = '127.0.0.1';

/** Throws if another program holds the port: better now than after the build. Returns the port, or a free one for 0. */
async function claimed(port) {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  const { port: chosen } = probe.address();
  probe.close();
  await once(probe, 'close');
  return chosen;
}

/**
 * Builds the page, unless PAGE_IS_BUILT says that this has been done, and serves it; resolves once it answers.
 * @param env with a key for a model in it, that model answers in the page.
 */
export async function serve(port, env = {}) {
  const model = modelIn(env);
  const chosen = await claimed(port);
  if (!process.env.PAGE_IS_BUILT) await build({ root, logLevel: 'error' });
  const server = await preview({
    root,
    logLevel: 'warn',
    plugins: model === undefined ? [] : [await assistant(model)],
    preview: { host, port: chosen, strictPort: true },
  });
  const address = `http://${host}:${chosen}/`;
  const answer = await fetch(address);
  const page = await answer.text();
  if (!answer.ok || !page.includes('id="root"')) throw new Error(`${address} answered ${answer.status}, not the page`);
  return { address, close: () => server.close() };
}

async function main() {
  const wanted = process.env.DEMO_PORT || '4173';
  const port = /^\d+$/.test(wanted) ? Number(wanted) : Number.NaN;
  if (!(port >= 1 && port <= 65_535)) {
    console.error(`demo: DEMO_PORT must be a port from 1 to 65535, not ${wanted}`);
    process.exit(2);
  }
  try {
    const { address } = await serve(port, process.env);
    console.log(`The demo page is at ${address} (Ctrl-C stops it)`);
  } catch (error) {
    const taken = error.code === 'EADDRINUSE';
    const next = port < 65_535 ? port + 1 : port - 1;
    // A "bad port" in the Fetch standard, which no browser opens (https://fetch.spec.whatwg.org/#port-blocking).
    const blocked = error.cause?.message === 'bad port';
    const why = taken ? `port ${port} is taken` : blocked ? `browsers refuse to open port ${port}` : undefined;
    console.error(why ? `demo: ${why}; choose another: make demo DEMO_PORT=${next}` : `demo: ${error.message}`);
    process.exit(1);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

// What the projects' checks use: commands, static servers, pages in real browsers. Knows no project.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const stops = [];

/** Stops everything that was started and is still running: servers, browsers, commands. */
export async function stopAll() {
  for (const stop of stops.splice(0).reverse()) await stop();
}

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/**
 * Serves the folder's files on a free port of the loopback address; returns the address, and a promise of what is first
 * posted there.
 */
export async function serve(folder, headers = {}) {
  let receive;
  const posted = new Promise((resolve) => {
    receive = resolve;
  });
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const parts = [];
      for await (const part of request) parts.push(part);
      receive(JSON.parse(Buffer.concat(parts).toString()));
      response.writeHead(204).end();
      return;
    }
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = path.join(folder, path.normalize(pathname === '/' ? '/index.html' : pathname));
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => new Promise((done) => server.close(done)).finally(server.closeAllConnections()));
  return { address: `http://127.0.0.1:${server.address().port}`, posted };
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Runs a command to its end and returns its output; in the background, returns its process at once. */
export function run(command, args = [], { background = false, status = 0, env = {}, ...options } = {}) {
  const child = spawn(command, args, {
    ...options,
    detached: true, // a process group of its own, so that its children end with it
    env: { ...process.env, NO_COLOR: '1', CI: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.on('data', (text) => {
    output.stderr += text;
  });
  const ended = new Promise((done) => child.on('close', done));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, 'SIGTERM');
    const forced = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 3000);
    await ended;
    clearTimeout(forced);
  };
  stops.push(stop);
  if (background) return { output, stop };
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    ended.then((code) => {
      if (code === status) resolve(output);
      else reject(new Error(`${[command, ...args].join(' ')}: status ${code}\n${output.stdout}${output.stderr}`));
    });
  });
}

/** Waits until the address answers, and returns the response; the output of `child` is shown if it never does. */
export async function when(address, child, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    try {
      return await fetch(address, { signal: AbortSignal.timeout(30_000) });
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error(`${address} does not answer\n${child?.output.stdout}${child?.output.stderr}`);
}

/**
 * Opens the page in Chromium and returns the value of `window.verdicts`, which is polled at the given interval in
 * milliseconds.
 */
export async function page(address, { seconds = 30, every = 50 } = {}) {
  const { chromium } = await import('playwright-core');
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet });
  stops.push(() => browser.close());
  const tab = await browser.newPage();
  const said = [];
  tab.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  tab.on('pageerror', (error) => said.push(`error: ${error.message}`));
  await tab.goto(address, { timeout: seconds * 1000 });
  let verdicts;
  // Not waitForFunction, which evaluates text in the page: a Content-Security-Policy forbids that.
  for (const end = Date.now() + seconds * 1000; verdicts === undefined; ) {
    if (Date.now() > end) throw new Error(`${address}: no verdicts\n${said.join('\n')}`);
    await new Promise((done) => setTimeout(done, every));
    verdicts = await tab.evaluate(() => window.verdicts);
  }
  await browser.close();
  return { verdicts: JSON.parse(JSON.stringify(verdicts)), said };
}

/**
 * Opens the page in Firefox. playwright-core drives only its own build of Firefox, so the page posts its verdicts
 * instead.
 */
export async function firefox({ address, posted }, { seconds = 60 } = {}) {
  const profile = await mkdtemp(path.join(tmpdir(), 'consumers-firefox-'));
  stops.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const child = run('firefox', ['--headless', '--no-remote', '--profile', profile, address], { background: true });
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${address}: Firefox posted nothing\n${child.output.stderr}`)),
      seconds * 1000,
    );
  });
  try {
    return await Promise.race([posted, late]);
  } finally {
    clearTimeout(timer);
  }
}

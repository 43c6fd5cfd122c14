import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const ENTITIES = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" };

export default async function check({ folder, run, start, page, when, freePort }) {
  const sessions = await readFile(path.join(folder, 'sessions.json'), 'utf8');
  const results = {};
  for (const [bundler, flag] of [
    ['Turbopack', '--turbopack'],
    ['webpack', '--webpack'],
  ]) {
    const env = { NEXT_TELEMETRY_DISABLED: '1' };
    await rm(path.join(folder, '.next'), { recursive: true, force: true });
    await run('npx', ['next', 'build', flag], { env });
    // The edge runtime cannot compile bytes: its handler has the module as a file.
    const files = await readdir(path.join(folder, '.next/server'), { recursive: true });
    assert.equal(files.filter((file) => file.endsWith('.wasm')).length, 1, `${bundler}: the condition edge-light`);
    const port = await freePort();
    const server = start('npx', ['next', 'start', '--hostname', '127.0.0.1', '--port', String(port)], { env });
    const address = `http://127.0.0.1:${port}`;
    const html = await (await when(address, server)).text();
    const [, escaped] = html.match(/<pre id="verdicts">(.*?)<\/pre>/) ?? [];
    if (escaped === undefined) throw new Error(`no verdicts in ${html}\n${server.output.stderr}`);
    const post = async (place) => {
      const response = await fetch(`${address}/${place}`, { method: 'POST', body: sessions });
      const text = await response.text();
      if (!response.ok) throw new Error(`${place}: ${response.status} ${text}\n${server.output.stderr}`);
      return JSON.parse(text);
    };
    results[`${bundler}: server component`] = JSON.parse(escaped.replace(/&(.*?);/g, (_, name) => ENTITIES[name]));
    results[`${bundler}: route handler`] = await post('route');
    results[`${bundler}: edge route handler`] = await post('edge');
    results[`${bundler}: client component`] = (await page(`${address}/client`)).verdicts;
    await server.stop();
  }
  return results;
}

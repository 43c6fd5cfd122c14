import assert from 'node:assert/strict';
import path from 'node:path';

export default async function check({ folder, start, when, freePort }) {
  // wrangler needs Node 22 or later.
  const node = 'node_modules/node-24/bin/node';
  const port = await freePort();
  const args = ['node_modules/wrangler/bin/wrangler.js', 'dev', '--ip', '127.0.0.1', '--port', String(port)];
  const env = { WRANGLER_SEND_METRICS: 'false', WRANGLER_HOME: path.join(folder, '.wrangler-home') };
  const server = start(node, args, { env });
  const response = await when(`http://127.0.0.1:${port}/`, server);
  const text = await response.text();
  assert.equal(response.status, 200, text + server.output.stderr);
  return { dev: JSON.parse(text) };
}

import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

export default async function check({ folder, start, when, freePort }) {
  // Bundles like wrangler: with its conditions, and the .wasm file as a module beside the script.
  await build({
    absWorkingDir: folder,
    entryPoints: ['worker.js'],
    outdir: 'out',
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
  });
  const files = ['event_wizard_dynamic.wasm', 'event_wizard_prefix.wasm', 'event_wizard_validator.wasm', 'worker.js'];
  assert.deepEqual((await readdir(path.join(folder, 'out'))).sort(), files);
  const port = await freePort();
  await writeFile(
    path.join(folder, 'workerd.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [
      (name = "worker.js", esModule = embed "out/worker.js"),
      (name = "event_wizard_dynamic.wasm", wasm = embed "out/event_wizard_dynamic.wasm"),
      (name = "event_wizard_prefix.wasm", wasm = embed "out/event_wizard_prefix.wasm"),
      (name = "event_wizard_validator.wasm", wasm = embed "out/event_wizard_validator.wasm"),
    ],
    compatibilityDate = "2026-11-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
  );
  const server = start('npx', ['workerd', 'serve', 'workerd.capnp']);
  const response = await when(`http://127.0.0.1:${port}/`, server);
  const text = await response.text();
  assert.equal(response.status, 200, text + server.output.stderr);
  // The entry /dynamic also has this condition, and a wasm of its own.
  const dynamic = await fetch(`http://127.0.0.1:${port}/dynamic`);
  assert.deepEqual(await dynamic.json(), { good: [], bad: [['schema', 'enum', '/size']] });
  const others = await fetch(`http://127.0.0.1:${port}/others`);
  assert.deepEqual(await others.json(), {
    prefix: [['/currency'], '/tiers/0/name'],
    guard: 'unique_violation',
  });
  return { bundled: JSON.parse(text) };
}

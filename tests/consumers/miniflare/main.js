import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

await build({
  entryPoints: ['worker.js'],
  outdir: 'out',
  bundle: true,
  format: 'esm',
  conditions: ['workerd', 'worker', 'browser'],
  loader: { '.wasm': 'copy' },
});
const server = new Miniflare({
  modules: true,
  scriptPath: 'out/worker.js',
  modulesRules: [{ type: 'CompiledWasm', include: ['**/*.wasm'] }],
  compatibilityDate: '2026-07-01',
  cf: false,
});
const response = await server.dispatchFetch('http://localhost/');
console.log(await response.text());
await server.dispose();

import assert from 'node:assert/strict';
import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Importing one schema includes only that schema, and the code that expands its lists: no wasm, no judge, no other
 * schema.
 */
async function checkTreeShaking(folder, run) {
  const flags = ['--bundle', '--format=esm', '--outdir=out', '--metafile=out/meta.json'];
  await run('npx', ['esbuild', 'ticket.js', ...flags]);
  const { outputs } = JSON.parse(await readFile(path.join(folder, 'out/meta.json'), 'utf8'));
  const { inputs } = outputs['out/ticket.js'];
  const used = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
  const dist = 'node_modules/event-wizard-validator/dist';
  assert.deepEqual(used.sort(), [`${dist}/generated/schemas.js`, `${dist}/json/schema.js`, 'ticket.js']);
  const text = await readFile(path.join(folder, 'out/ticket.js'), 'utf8');
  assert(text.includes('ticketSchema') && !text.includes('organizerSchema'), 'one schema alone');
}

export default async function check({ folder, run, serve, page }) {
  const out = path.join(folder, 'out');
  await checkTreeShaking(folder, run);
  await run('npx', ['esbuild', 'main.js', '--bundle', '--minify', '--format=esm', '--outdir=out']);
  await copyFile(path.join(folder, 'index.html'), path.join(out, 'index.html'));
  // CommonJS, as servers are often bundled.
  await run('npx', ['esbuild', 'server.js', '--bundle', '--platform=node', '--outfile=out/server.cjs']);
  return {
    browser: (await page((await serve(out)).address)).verdicts,
    node: JSON.parse((await run('node', ['out/server.cjs'])).stdout),
  };
}

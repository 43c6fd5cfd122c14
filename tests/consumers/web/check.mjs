import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

export default async function check({ folder, run, serve, page, firefox }) {
  const server = await serve(folder, { 'content-security-policy': policy });
  const elsewhere = path.join(folder, 'elsewhere');
  const file = 'node_modules/event-wizard-validator/dist/event_wizard_validator.wasm';
  await mkdir(elsewhere);
  await copyFile(path.join(folder, file), path.join(elsewhere, 'module.wasm'));
  await run('npx', ['vite', 'build', 'vite']);
  const assets = await readdir(path.join(folder, 'vite/dist/assets'));
  assert.equal(assets.filter((name) => name.endsWith('.wasm')).length, 1, 'the .wasm is a file of its own');
  return {
    chromium: (await page(server.address)).verdicts,
    firefox: await firefox(server),
    address: (await page(`${server.address}/address/index.html`)).verdicts,
    'main thread of old Chromium': (await page(`${server.address}/limit/index.html`)).verdicts,
    Vite: (await page((await serve(path.join(folder, 'vite/dist'))).address)).verdicts,
  };
}

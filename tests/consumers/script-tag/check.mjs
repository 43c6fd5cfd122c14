import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, serve, page, firefox }) {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  const map = /<script type="importmap">(.*)<\/script>/.exec(html)[1];
  const hash = createHash('sha256').update(map).digest('base64');
  const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`;
  const server = await serve(folder, { 'content-security-policy': policy });
  const firefoxVerdicts = await firefox(server);
  const { verdicts, said } = await page(server.address);
  const complaints = said.filter((line) => line.includes('Content Security Policy'));
  assert.deepEqual(complaints, []);
  return { chromium: verdicts, firefox: firefoxVerdicts };
}

import assert from 'node:assert/strict';

const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

export default async function check({ folder, serve, page, firefox }) {
  const server = await serve(folder, { 'content-security-policy': policy });
  const firefoxVerdicts = await firefox(server);
  const { verdicts, said } = await page(server.address);
  const complaints = said.filter((line) => line.includes('Content Security Policy'));
  assert.deepEqual(complaints, []);
  return { chromium: verdicts, firefox: firefoxVerdicts };
}

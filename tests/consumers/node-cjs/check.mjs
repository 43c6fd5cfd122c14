import assert from 'node:assert/strict';

export default async function check({ run }) {
  const { stdout, stderr } = await run('node', ['main.js']);
  // Node warns about require() of an ES module, but not for modules under node_modules.
  assert.equal(stderr, '');
  return { require: JSON.parse(stdout) };
}

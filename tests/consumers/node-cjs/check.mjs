import assert from 'node:assert/strict';

export default async function check({ run }) {
  const { stdout, stderr } = await run('node', ['main.js']);
  // Node warns of require() of an ES module, but not where the module is under node_modules.
  assert.equal(stderr, '');
  return { require: JSON.parse(stdout) };
}

import assert from 'node:assert/strict';

export default async function check({ run }) {
  const results = {};
  for (const version of [22, 24, 26]) {
    for (const [way, file] of Object.entries({ import: 'main.js', require: 'main.cjs' })) {
      const { stdout, stderr } = await run(`node_modules/node-${version}/bin/node`, [file]);
      assert.equal(stderr, '', `${version} ${way}: a warning`);
      results[`${version} ${way}`] = JSON.parse(stdout);
    }
  }
  return results;
}

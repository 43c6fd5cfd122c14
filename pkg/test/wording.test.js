// No params, path, schema or data make a message throw, or make it empty, endless or unreadable, in any language.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codes, fault, generator, judgeOne, locales, wordOne } from './wording.js';

/** Fixed, so that a failure can be reproduced; fuzz/wording.mjs tries other seeds. */
const SEED = 20261127;
const EACH = 5;

test('every code, in every language, whatever the issue contains', () => {
  assert.ok(codes.length > 100 && codes.includes('valid_percentage') && codes.includes('unevaluatedItems'));
  const random = generator(SEED);
  for (const locale of locales) {
    for (const code of codes) {
      for (let count = 0; count < EACH; count++) {
        const { wrong } = wordOne(random, locale, code);
        assert.equal(wrong, undefined, `${code}: ${wrong}`);
      }
    }
  }
});

test('codes that are in no catalogue', () => {
  const random = generator(SEED);
  for (let count = 0; count < 500; count++) {
    const { wrong } = wordOne(random, random.pick(locales));
    assert.equal(wrong, undefined);
  }
});

test('hostile data, through the public functions', () => {
  const random = generator(SEED);
  for (let count = 0; count < 300; count++) {
    assert.equal(judgeOne(random, random.pick(locales)), undefined);
  }
});

test('the check itself detects faults', () => {
  const [arabic] = locales;
  for (const bad of [
    '',
    ' ',
    'x undefined',
    '[object Object]',
    'function () { [native code] }',
    'NaN',
    'a\nb',
    '«',
    '»a«',
    '\u2068',
  ])
    assert.notEqual(fault(arabic, bad), undefined, bad);
  assert.equal(fault(arabic, '«\u2068a\u2069»: b'), undefined);
});

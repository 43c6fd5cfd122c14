import { writeFileSync } from 'node:fs';
import { validateSession } from 'event-wizard-validator';
import { expect, test } from 'vitest';
import { bad, good } from './sessions.json';

test('sessions', () => {
  const verdicts = { good: validateSession(good), bad: validateSession(bad) };
  writeFileSync('verdicts.json', JSON.stringify(verdicts));
  expect(verdicts.good.valid).toBe(true);
  expect(verdicts.bad.valid).toBe(false);
});

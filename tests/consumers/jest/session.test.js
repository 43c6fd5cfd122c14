import { readFileSync, writeFileSync } from 'node:fs';
import { validateSession } from 'event-wizard-validator';

test('sessions', () => {
  const { good, bad } = JSON.parse(readFileSync('sessions.json', 'utf8'));
  const verdicts = { good: validateSession(good), bad: validateSession(bad) };
  writeFileSync('verdicts.json', JSON.stringify(verdicts));
  expect(verdicts.good.valid).toBe(true);
  expect(verdicts.bad.valid).toBe(false);
});

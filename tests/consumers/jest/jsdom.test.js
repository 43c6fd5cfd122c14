/** @jest-environment jsdom */
import { readFileSync, writeFileSync } from 'node:fs';
import { validateSession } from 'event-wizard-validator';
import { compileSchema } from 'event-wizard-validator/dynamic';

test('sessions, in jsdom', () => {
  expect(typeof document).toBe('object');
  // If jsdom ever gets one, this test no longer covers what it is for.
  expect(typeof TextEncoder).toBe('undefined');
  const { good, bad } = JSON.parse(readFileSync('sessions.json', 'utf8'));
  const verdicts = { good: validateSession(good), bad: validateSession(bad) };
  writeFileSync('jsdom.json', JSON.stringify(verdicts));
  expect(verdicts.good.valid).toBe(true);
  expect(verdicts.bad.valid).toBe(false);
});

test('schemas known only at run time, in jsdom', () => {
  const schema = { type: 'object', properties: { größe: { enum: ['klein'] } } };
  const data = { größe: '€😀' };
  expect(compileSchema(schema).validate(data, { mode: 'complete' }).issues[0].path).toEqual(['größe']);
});

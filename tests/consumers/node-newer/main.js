import { readFileSync } from 'node:fs';
import { validateSession } from 'event-wizard-validator';

const { good, bad } = JSON.parse(readFileSync('sessions.json', 'utf8'));
console.log(JSON.stringify({ good: validateSession(good), bad: validateSession(bad) }));

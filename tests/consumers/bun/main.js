import { validateSession } from 'event-wizard-validator';
import { bad, good } from './sessions.json';

console.log(JSON.stringify({ good: validateSession(good), bad: validateSession(bad) }));

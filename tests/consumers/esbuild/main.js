import { validateSession } from 'event-wizard-validator';
import { bad, good } from './sessions.json';

window.verdicts = { good: validateSession(good), bad: validateSession(bad) };

import { init, validateSession } from 'event-wizard-validator/web';
import { bad, good } from '../sessions.json';

await init();
window.verdicts = { good: validateSession(good), bad: validateSession(bad) };

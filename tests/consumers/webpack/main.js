import { validateSession } from 'event-wizard-validator';
import sessions from './sessions.json';

const { good, bad } = sessions;
window.verdicts = { good: validateSession(good), bad: validateSession(bad) };

import { validateSession } from 'event-wizard-validator';
import sessions from './sessions.json' with { type: 'json' };

const { good, bad } = sessions;
console.log(JSON.stringify({ good: validateSession(good), bad: validateSession(bad) }));

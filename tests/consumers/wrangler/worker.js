import { validateSession } from 'event-wizard-validator';
import { bad, good } from './sessions.json';

export default {
  fetch() {
    return Response.json({ good: validateSession(good), bad: validateSession(bad) });
  },
};

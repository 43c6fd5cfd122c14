import { validateSession } from 'event-wizard-validator';

self.onmessage = ({ data: { good, bad } }) => {
  self.postMessage({ good: validateSession(good), bad: validateSession(bad) });
};

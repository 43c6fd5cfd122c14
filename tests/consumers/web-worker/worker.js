import { validateSession } from './node_modules/event-wizard-validator/dist/index.js';

self.onmessage = ({ data: { good, bad } }) => {
  self.postMessage({ good: validateSession(good), bad: validateSession(bad) });
};

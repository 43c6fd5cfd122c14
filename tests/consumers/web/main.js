import { init, validateSession } from './node_modules/event-wizard-validator/dist/web.js';

const { good, bad } = await (await fetch('./sessions.json')).json();
await init();
window.verdicts = { good: validateSession(good), bad: validateSession(bad) };
await fetch('./verdicts', { method: 'POST', body: JSON.stringify(window.verdicts) });

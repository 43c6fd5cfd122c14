import { validateSession } from 'event-wizard-validator';

const { good, bad } = await (await fetch('./sessions.json')).json();
window.verdicts = { good: validateSession(good), bad: validateSession(bad) };

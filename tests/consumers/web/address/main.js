import { init, validateSession } from '../node_modules/event-wizard-validator/dist/web.js';

const { good, bad } = await (await fetch('../sessions.json')).json();
await init('../elsewhere/module.wasm');
window.verdicts = { good: validateSession(good), bad: validateSession(bad) };

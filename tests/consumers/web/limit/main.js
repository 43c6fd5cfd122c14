import * as entry from '../node_modules/event-wizard-validator/dist/index.js';
import { init, validateSession } from '../node_modules/event-wizard-validator/dist/web.js';

const { good, bad } = await (await fetch('../sessions.json')).json();
let refused;
try {
  entry.validateSession(good);
} catch (error) {
  refused = error;
}
if (!(refused instanceof entry.WebAssemblyError) || !/event-wizard-validator\/web/.test(refused.message)) {
  throw new Error(`the default entry should have named /web: ${refused}`);
}
await init();
window.verdicts = { good: validateSession(good), bad: validateSession(bad) };

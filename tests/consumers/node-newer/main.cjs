const { validateSession } = require('event-wizard-validator');
const { good, bad } = require('./sessions.json');

console.log(JSON.stringify({ good: validateSession(good), bad: validateSession(bad) }));

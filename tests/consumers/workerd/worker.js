import { validateSession } from 'event-wizard-validator';
import { compileSchema } from 'event-wizard-validator/dynamic';
import { bad, good } from './sessions.json';

function dynamic() {
  const questions = compileSchema({ type: 'object', properties: { size: { enum: ['S', 'M', 'L'] } } });
  const said = (data) =>
    questions.validate(data, { mode: 'complete' }).issues.map(({ source, code, pointer }) => [source, code, pointer]);
  return { good: said({ size: 'M' }), bad: said({ size: 'XXL' }) };
}

export default {
  fetch(request) {
    if (new URL(request.url).pathname === '/dynamic') return Response.json(dynamic());
    return Response.json({ good: validateSession(good), bad: validateSession(bad) });
  },
};

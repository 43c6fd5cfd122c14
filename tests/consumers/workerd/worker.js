import { validateSession } from 'event-wizard-validator';
import { compileSchema } from 'event-wizard-validator/dynamic';
import { stagePrefix } from 'event-wizard-validator/prefix';
import { issuesOf } from 'event-wizard-validator/supabase';
import { bad, good } from './sessions.json';

function dynamic() {
  const questions = compileSchema({ type: 'object', properties: { size: { enum: ['S', 'M', 'L'] } } });
  const said = (data) =>
    questions.validate(data, { mode: 'complete' }).issues.map(({ source, code, pointer }) => [source, code, pointer]);
  return { good: said({ size: 'M' }), bad: said({ size: 'XXL' }) };
}

/** An unfinished text, judged by the wasm of /prefix; and an error, explained by an entry that imports the default one. */
function others() {
  const { issues, open } = stagePrefix('ticketSetup').push('{"currency":"EURO","tiers":[{"name":"Ea');
  return { prefix: [issues.map(({ pointer }) => pointer), open.pointer], guard: issuesOf({ code: '23505' })[0].code };
}

export default {
  fetch(request) {
    if (new URL(request.url).pathname === '/dynamic') return Response.json(dynamic());
    if (new URL(request.url).pathname === '/others') return Response.json(others());
    return Response.json({ good: validateSession(good), bad: validateSession(bad) });
  },
};

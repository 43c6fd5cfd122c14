// A server route that refuses what the database would refuse, before the database is asked. `node server_route.mjs`,
// then
//   curl -d '{ "session_id": "abc", "completion_percentage": 101 }' localhost:3000
import { createServer } from 'node:http';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { validateSessionJson } from 'event-wizard-validator';

const LONGEST = 1_000_000;

/** The status and the verdict for a request body: the text that is judged is the text that will be stored. */
export function answer(body) {
  if (body.length > LONGEST) return { status: 413, verdict: undefined };
  const verdict = validateSessionJson(body);
  return { status: verdict.persistable ? 200 : 422, verdict };
}

export const server = createServer(async (request, response) => {
  const { status, verdict } = answer(await text(request));
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(verdict));
});

if (process.argv[1] === import.meta.filename) {
  server.listen(3000, () => console.log('http://localhost:3000'));
}

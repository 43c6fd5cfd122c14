import { validateSessionJson } from 'event-wizard-validator';

/** `deno serve server.js`, `wrangler dev server.js`, `bun server.js`; in Node, call `fetch` from your framework. */
export default {
  async fetch(request) {
    const verdict = validateSessionJson(await request.text());
    return Response.json(verdict, { status: verdict.persistable ? 200 : 422 });
  },
};

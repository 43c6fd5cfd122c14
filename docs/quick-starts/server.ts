import { validateSessionJson } from 'event-wizard-validator';

/** `deno serve server.ts`, `wrangler dev server.ts`, `bun server.ts`; in Node, call `fetch` from your framework. */
export default {
  async fetch(request: Request): Promise<Response> {
    const verdict = validateSessionJson(await request.text());
    return Response.json(verdict, { status: verdict.persistable ? 200 : 422 });
  },
};

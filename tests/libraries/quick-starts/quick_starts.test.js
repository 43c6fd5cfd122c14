// The quick starts in the docs that need no library but React; the others run in the projects of their libraries.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { session } from './documents.js';
import { POST } from './quick-starts/next-route.js';
import server from './quick-starts/server.js';
import { judged, Tickets } from './quick-starts/streaming.js';
import { Issues } from './quick-starts/vite.js';

const bad = { ...session, status: 'paused' };
const request = (body) => new Request('http://localhost/', { method: 'POST', body: JSON.stringify(body) });

test('Vite: a component that lists the issues', () => {
  assert.match(renderToStaticMarkup(createElement(Issues, { session: bad })), /Cannot be saved.*<li>Status must be/);
  assert.equal(renderToStaticMarkup(createElement(Issues, { session })), '<ul aria-label="Advice"></ul>');
});

test('Next.js: a route handler', async () => {
  const good = await POST(request(session));
  assert.deepEqual([good.status, await good.json()], [200, { advice: [] }]);
  const refused = await POST(request(bad));
  assert.equal(refused.status, 422);
  assert.equal((await refused.json()).issues[0].constraint, 'valid_status');
});

test('Node, Deno, Workers: a fetch handler', async () => {
  assert.equal((await server.fetch(request(session))).status, 200);
  const refused = await server.fetch(request(bad));
  assert.equal(refused.status, 422);
  assert.equal((await refused.json()).persistable, false);
});

test('streaming: tickets that are judged while they are written', async () => {
  async function* pieces(text) {
    for (let at = 0; at < text.length; at += 5) yield text.slice(at, at + 5);
  }
  const shown = async (text) => {
    const pages = [];
    for await (const verdict of judged(pieces(text))) {
      pages.push(renderToStaticMarkup(createElement(Tickets, { verdict })));
    }
    return pages;
  };
  const good = await shown(JSON.stringify(session.ticket_data));
  assert.ok(good.some((page) => page.includes('writing /tiers/1/name')));
  assert.ok(good.every((page) => page.includes('<ul></ul>')));
  assert.match(good.at(-1), /aria-busy="false"/);
  const bad = await shown(JSON.stringify({ ...session.ticket_data, currency: 'EURO' }));
  assert.match(bad.at(-1), /<li>Currency.*EUR/);
  // The tiers were not waited for.
  assert.ok(bad.length < good.length / 2);
});

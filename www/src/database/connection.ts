// The way from supabase-js to the page's PostgreSQL: a `fetch` that answers as PostgREST would, without any network. It can
// be cut, as a line can. Knows no rules about rows.

import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database, Outcome } from './database';
import type { Filter, Table } from './request';

/** Never asked: every request is answered in the page. */
const ADDRESS = 'http://postgrest.invalid';

/** What the page's small PostgREST cannot do is said, and not done by halves. */
const NOT_BUILT = { code: 'PGRST100', details: null, hint: null };

/** The status that PostgREST gives for a SQLSTATE. */
function statusOf(code: string): number {
  if (code === '23503' || code === '23505') return 409;
  if (code === '42501') return 403;
  return 400;
}

const reply = (status: number, body?: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });

const isTable = (name: string | undefined): name is Table => name === 'wizard_sessions' || name === 'wizard_actions';
const NOT_FILTERS = new Set(['select', 'columns', 'on_conflict']);

/** What of the database a connection needs. */
type Served = Pick<Database, 'save' | 'select'>;

async function ask(database: Served, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const table = pathname.split('/').at(-1);
  if (!isTable(table))
    return reply(404, { ...NOT_BUILT, code: 'PGRST205', message: `Could not find the table ${table}` });
  const filters: Filter[] = [];
  for (const [name, value] of searchParams) {
    if (NOT_FILTERS.has(name)) continue;
    if (!value.startsWith('eq.')) return reply(400, { ...NOT_BUILT, message: `not built here: ${name}=${value}` });
    filters.push([name, value.slice('eq.'.length)]);
  }
  const prefer = request.headers.get('Prefer') ?? '';
  const merges = prefer.includes('resolution=merge-duplicates');
  const role = 'authenticated';
  let outcome: Outcome;
  switch (request.method) {
    case 'GET':
      outcome = await database.select(table, filters, role);
      break;
    case 'POST':
    case 'PATCH':
      outcome = await database.save({
        table,
        operation: request.method === 'POST' ? 'insert' : 'update',
        text: await request.text(),
        filters,
        conflict: merges ? (searchParams.get('on_conflict') ?? 'id').split(',') : [],
        role,
      });
      break;
    default:
      return reply(405, { ...NOT_BUILT, message: `not built here: ${request.method}` });
  }
  if (!outcome.accepted) {
    const { code, message, details, hint } = outcome.error;
    return reply(statusOf(code), { code, message, details, hint });
  }
  const made = request.method === 'POST' ? 201 : 200;
  if (request.method !== 'GET' && !prefer.includes('return=representation')) return reply(made === 201 ? 201 : 204);
  const wantsOne = request.headers.get('Accept')?.includes('vnd.pgrst.object') ?? false;
  if (!wantsOne) return reply(made, outcome.rows);
  if (outcome.rows.length === 1) return reply(made, outcome.rows[0]);
  return reply(406, { ...NOT_BUILT, code: 'PGRST116', message: 'Cannot coerce the result to a single JSON object' });
}

/** A request and what came of it. */
export interface Exchange {
  readonly method: string;
  /** The path with its query. */
  readonly target: string;
  /** The body as it was sent; empty if there is none. */
  readonly body: string;
  /** The status of the answer; undefined if the request did not arrive. */
  readonly status: number | undefined;
}

export interface Connection {
  readonly client: SupabaseClient;
  /** Calls the listener after each request. The result ends that. */
  watch(listener: (exchange: Exchange) => void): () => void;
  /** Whether requests arrive; set it to false, and they fail as without a network. */
  isUp: boolean;
}

/** A connection as the user at the page, to whom row level security applies. */
export function connect(database: Served): Connection {
  const listeners = new Set<(exchange: Exchange) => void>();
  async function tell(request: Request, status: number | undefined) {
    const { pathname, search } = new URL(request.url);
    const body = await request.text();
    for (const listener of [...listeners])
      listener({ method: request.method, target: pathname + search, body, status });
  }
  const connection: Connection = {
    isUp: true,
    watch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    client: createClient(ADDRESS, 'the key is not looked at', {
      auth: {
        persistSession: false,
        autoRefreshToken: false,
        detectSessionInUrl: false,
        // Clients that share a key are warned of, even if none keeps anything.
        storageKey: crypto.randomUUID(),
      },
      global: {
        fetch: async (input, init) => {
          const request = new Request(input, init);
          const copy = request.clone();
          if (!connection.isUp) {
            void tell(copy, undefined);
            throw new TypeError('Failed to fetch');
          }
          const answer = await ask(database, request);
          void tell(copy, answer.status);
          return answer;
        },
      },
    }),
  };
  return connection;
}

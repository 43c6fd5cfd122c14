// A supabase-js client that judges rows before it sends them. Knows how postgrest-js builds a request and how
// PostgREST answers; every rule about rows is in the functions that it is given.

import type { Api, RowOptions } from './api.js';
import type { ExplainedIssue, Issue } from './issue.js';

/** How rows are judged, and what is refused. */
export interface GuardOptions {
  /** Of updates: the row as it is stored now. CHECKs that need a column which is not sent are judged with it. */
  readonly current?: object | undefined;
  /** How stage data is judged, as in `validateSession`. Of no effect unless `refuse` is `invalid`. */
  readonly stages?: RowOptions['stages'];
  /** `unpersistable`, the default, refuses what the database would reject; `invalid` refuses rows with any issue. */
  readonly refuse?: 'unpersistable' | 'invalid' | undefined;
}

/** What is asked of a client: supabase-js's and postgrest-js's have it. */
export interface Client {
  from(relation: never, options?: never): unknown;
  schema(schema: never): unknown;
}

type Fetch = typeof globalThis.fetch;
type Functions = Pick<
  Api,
  'validateSessionJson' | 'validateSessions' | 'validateActionJson' | 'validateActions' | 'explainDatabaseError'
>;
type AnyIssueList = readonly (Issue | ExplainedIssue)[];

/** The functions of the entry. */
export interface SupabaseGuard {
  /**
   * The client, whose inserts, upserts and updates of `wizard_sessions` and `wizard_actions` are judged on the very
   * text of the request. What is refused is not sent: the result is the one that the server would give, with
   * `error.issues`. An error that the server does give has `error.issues` too. All else of the client is untouched.
   */
  guard<C extends Client>(client: C, options?: GuardOptions): C;
  /** The issues of an `error` of a guarded client; of any other, or of one that was thrown, what it tells by itself. */
  issuesOf(error: object): AnyIssueList;
}

/** The columns that the request names beside its body: `columns="a","b"`, as postgrest-js writes it. */
function columnsOf(url: URL): string[] {
  const columns = url.searchParams.get('columns');
  return columns === null ? [] : [...columns.matchAll(/"([^"]*)"/gu)].map((match) => match[1] ?? '');
}

function prefers(headers: Headers, preference: string): boolean {
  return (headers.get('Prefer') ?? '').split(',').some((each) => each.trim() === preference);
}

function isRow(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** An error as PostgREST answers it, which postgrest-js hands on whole. */
function answer(body: object, status: number, statusText: string, headers?: Headers): Response {
  const kept = new Headers(headers);
  // They described the body that this one replaces.
  for (const name of ['content-length', 'content-encoding']) kept.delete(name);
  kept.set('Content-Type', 'application/json');
  return new Response(JSON.stringify(body), { status, statusText, headers: kept });
}

/** PostgREST's HTTP status of an error that it has not sent: https://docs.postgrest.org/en/stable/references/errors.html */
function statusOf(issue: Issue): [number, string] {
  return issue.sqlstate?.startsWith('54') ? [500, 'Internal Server Error'] : [400, 'Bad Request'];
}

/** The guard over an entry's functions. */
export function createGuard(functions: Functions): SupabaseGuard {
  const judges = {
    wizard_sessions: { text: functions.validateSessionJson, rows: functions.validateSessions },
    wizard_actions: { text: functions.validateActionJson, rows: functions.validateActions },
  };

  /** `fetch` that judges the body first. */
  function guarded(send: Fetch, table: keyof typeof judges, options: GuardOptions): Fetch {
    const { current, refuse = 'unpersistable' } = options;
    const stages = options.stages ?? (refuse === 'invalid' ? undefined : 'skip');
    const judge = judges[table];
    const stored = (operation: string) =>
      operation === 'update' && current !== undefined ? { current: current as never } : {};
    return async (input, init) => {
      const body = init?.body;
      const operation = init?.method === 'PATCH' ? 'update' : 'insert';
      if (typeof body !== 'string') return send(input, init);
      const url = new URL(input instanceof Request ? input.url : input);
      const sent: unknown = JSON.parse(body);
      let row: unknown = sent;
      let verdict: ReturnType<typeof judge.text>;
      if (Array.isArray(sent)) {
        const defaultToNull = !prefers(new Headers(init?.headers), 'missing=default');
        const named = columnsOf(url);
        // A column whose value is undefined in every row is named in the address alone, and so becomes NULL.
        const absent = named.filter((name) => !sent.some((each) => isRow(each) && name in each));
        row = sent[0];
        const rows =
          defaultToNull && absent.length > 0 && isRow(row)
            ? [{ ...row, ...Object.fromEntries(absent.map((name) => [name, null])) }, ...sent.slice(1)]
            : sent;
        verdict = judge.rows(rows, { stages, defaultToNull });
      } else {
        verdict = judge.text(body, { operation, stages, ...stored(operation) });
      }
      const first = verdict.issues[0];
      if (first !== undefined && (refuse === 'invalid' || !verdict.persistable)) {
        const { sqlstate, code, message } = first;
        const error = { code: sqlstate ?? code, message, details: null, hint: null, issues: verdict.issues };
        return answer(error, ...statusOf(first));
      }
      const response = await send(input, init);
      if (response.ok) return response;
      const said = await response.text();
      let error: unknown;
      try {
        error = JSON.parse(said);
      } catch {
        // Not PostgREST's: a gateway's page.
      }
      const { status, statusText, headers } = response;
      if (!isRow(error)) return new Response(said, { status, statusText, headers });
      const issue = functions.explainDatabaseError(error, isRow(row) ? row : undefined, {
        operation,
        ...stored(operation),
      });
      return answer({ ...error, issues: [issue] }, status, statusText, headers);
    };
  }

  function guard<C extends Client>(client: C, options: GuardOptions = {}): C {
    return new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name === 'schema') {
          return (schema: string) => guard(value.call(target, schema), options);
        }
        if (name !== 'from') return value.bind(target);
        return (relation: string, ...rest: unknown[]) => {
          const builder = value.call(target, relation, ...rest);
          if (Object.hasOwn(judges, relation)) {
            builder.fetch = guarded(builder.fetch ?? fetch, relation as keyof typeof judges, options);
          }
          return builder;
        };
      },
    });
  }

  return {
    guard,
    issuesOf(error) {
      const { issues } = error as { issues?: AnyIssueList };
      return Array.isArray(issues) ? issues : [functions.explainDatabaseError(error)];
    },
  };
}

// A supabase-js client that judges rows before it sends them. Knows how postgrest-js builds a request and how
// PostgREST answers; every rule about rows is in the functions that it is given.

import { type AnyRow, type Api, type RowOptions, STAGES } from './api.js';
import { issueLimit, meaningOf, oneOf, ownOptions } from './arguments.js';
import { isRow, rowsOfRequest } from './bulk.js';
import { NOT_SENT } from './database_error.js';
import { type AnyIssue, type ExplainedIssue, type Issue, pointerOf, SOURCES, type Verdict } from './issue.js';
import { jsonText } from './json.js';

/** How rows are judged, and what is refused. */
export interface GuardOptions {
  /**
   * Of updates: the row as it is stored now, read when `guard` is called. CHECKs that need a column which is not sent are
   * judged with it.
   */
  readonly current?: object | undefined;
  /** How stage data is judged, as in `validateSession`. Of no effect unless `refuse` is `invalid`. */
  readonly stages?: RowOptions['stages'];
  /** `unpersistable`, the default, refuses what the database would reject; `invalid` refuses rows with any issue. */
  readonly refuse?: 'unpersistable' | 'invalid' | undefined;
  /**
   * `checkSchema` of `/dynamic`: judges the `registration_questions` of sessions, which are a JSON Schema, by its
   * meta-schema. Of no effect unless `refuse` is `invalid`.
   */
  readonly checkSchema?: ((schema: unknown) => Verdict<AnyIssue>) | undefined;
  /** How many issues `error.issues` has at most, as in `validateSession`; 100 unless said otherwise. */
  readonly maxIssues?: number | undefined;
}

/** What is asked of a client: supabase-js's and postgrest-js's have it. */
export interface Client {
  from(relation: never, options?: never): unknown;
  schema(schema: never): unknown;
}

type Fetch = typeof globalThis.fetch;
/** What is asked of postgrest-js's PostgrestBuilder: its `fetch` is called, and its answer read, when it is awaited. */
interface Write {
  fetch?: Fetch;
  then: Promise<unknown>['then'];
}
type Functions = Pick<
  Api,
  'validateSessionJson' | 'validateSessions' | 'validateActionJson' | 'validateActions' | 'explainDatabaseError'
>;
type Operation = { operation: 'insert' | 'update'; current?: never };
type AnyIssueList = readonly (Issue | ExplainedIssue)[];

/** The functions of the entry. */
export interface SupabaseGuard {
  /**
   * The client, whose inserts, upserts and updates of `wizard_sessions` and `wizard_actions` in the schema `public` are
   * judged on the very text of the request. What is refused is not sent: the result is the one that the server would
   * give, with `error.issues`. An error that the server does give has `error.issues` too, and so has what
   * `throwOnError()` throws of either. All else of the client, and of the server's answers, is untouched.
   * @throws TypeError if the client is none, or an option is unknown or has a value that it cannot have.
   */
  guard<C extends Client>(client: C, options?: GuardOptions): C;
  /**
   * The issues of an `error` of a guarded client; of any other, whatever was thrown, what it tells by itself. Of no error
   * (`null`, `undefined`) there are none.
   */
  issuesOf(error: unknown): AnyIssueList;
}

/** The schema whose tables the migrations make. PostgREST's first, which a request gets that names none. */
const SCHEMA = 'public';
const WRITES = ['insert', 'upsert', 'update'] as const;
const REFUSALS = ['unpersistable', 'invalid'] as const;
/** Where a session has the JSON Schema of its registration form. */
const QUESTIONS = ['ticket_data', 'registration_questions'];

function prefers(headers: Headers, preference: string): boolean {
  return (headers.get('Prefer') ?? '').split(',').some((each) => each.trim() === preference);
}

/** An error as PostgREST answers it, which postgrest-js hands on whole. */
function answer(body: object, [status, statusText]: [number, string]): Response {
  const headers = { 'Content-Type': 'application/json' };
  return new Response(JSON.stringify(body), { status, statusText, headers });
}

/**
 * The response, whose text is changed when it is read. Not a `Response` of its own, since none can be made with some
 * statuses (304, or those of a `fetch` that is not the platform's), and whatever reading it throws is thrown as before.
 */
function withText(response: Response, change: (text: string) => string): Response {
  const text = async () => change(await response.text());
  const own: Record<PropertyKey, unknown> = { text, json: async () => JSON.parse(await text()) };
  return new Proxy({} as Response, {
    get(_, name) {
      if (Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(response, name, response);
      return typeof value === 'function' ? value.bind(response) : value;
    },
    getPrototypeOf: () => Reflect.getPrototypeOf(response),
  });
}

/** Whether it is an issue as this package makes them: what was thrown may have `issues` of its own. */
function isIssue(value: unknown): value is Issue | ExplainedIssue {
  if (!isRow(value)) return false;
  const { source, code, path, pointer, message, params } = value;
  return (
    SOURCES.includes(source as never) &&
    [code, pointer, message].every((text) => typeof text === 'string') &&
    isRow(params) &&
    Array.isArray(path) &&
    path.every((segment) => typeof segment === 'string' || typeof segment === 'number')
  );
}

/** The issues that the error has already. */
function issuesIn(error: object): AnyIssueList | undefined {
  try {
    const issues: unknown = Object.hasOwn(error, 'issues') ? (error as { issues: unknown }).issues : undefined;
    return Array.isArray(issues) && issues.length > 0 && issues.every(isIssue) ? issues : undefined;
  } catch {
    return undefined;
  }
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

  /** The row as it is stored, and what is refused. */
  interface Settings {
    readonly current: object | undefined;
    readonly stages: RowOptions['stages'];
    readonly refuse: (typeof REFUSALS)[number];
    readonly checkSchema: GuardOptions['checkSchema'];
    readonly maxIssues: number;
  }

  /** The issues of the body of an insert or update, and whether the database would accept it. */
  function judged(
    table: keyof typeof judges,
    request: { readonly body: string; readonly sent: unknown; readonly url: string; readonly headers: Headers },
    options: Operation,
    { stages, maxIssues }: Settings,
  ): Verdict {
    const { body, sent, url, headers } = request;
    const judge = judges[table];
    if (Array.isArray(sent) && options.operation === 'insert') {
      const columns = new URL(url).searchParams.get('columns');
      if (columns !== null) {
        const defaultToNull = !prefers(headers, 'missing=default');
        return judge.rows(rowsOfRequest(sent, columns), { stages, maxIssues, defaultToNull });
      }
    }
    // Of an array that PATCH has, the first row is stored, but the constraints of all are looked at.
    return judge.text(body, { ...options, stages, maxIssues });
  }

  /** What is wrong with the registration forms of the rows that are sent. */
  function questionsIn(table: keyof typeof judges, sent: unknown, { refuse, checkSchema }: Settings): Issue[] {
    if (checkSchema === undefined || refuse !== 'invalid' || table !== 'wizard_sessions') return [];
    const rows = Array.isArray(sent) ? sent.map((row, index) => ({ row, at: [index] })) : [{ row: sent, at: [] }];
    return rows.flatMap(({ row, at }) => {
      const questions = QUESTIONS.reduce((value: unknown, key) => (isRow(value) ? value[key] : undefined), row);
      if (questions === undefined) return [];
      return checkSchema(questions).issues.map((issue) => {
        const path = [...at, ...QUESTIONS, ...issue.path];
        return { ...issue, path, pointer: pointerOf(path) } as Issue;
      });
    });
  }

  /** `fetch` that judges the body first. `tell` gets the issues of an error before it is known to the caller. */
  function guarded(
    send: Fetch,
    table: keyof typeof judges,
    settings: Settings,
    tell: (issues: AnyIssueList) => void,
  ): Fetch {
    const { current, refuse } = settings;
    return async (input, init) => {
      const { body, method } = init ?? {};
      const headers = new Headers(init?.headers);
      const schema = headers.get('Content-Profile') ?? SCHEMA;
      if (typeof body !== 'string' || schema !== SCHEMA) return send(input, init);
      const options: Operation = { operation: method === 'PATCH' ? 'update' : 'insert' };
      if (options.operation === 'update' && current !== undefined) options.current = current as never;
      const sent = parsed(body);
      const url = typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
      const { issues: found, persistable } = judged(table, { body, sent, url, headers }, options, settings);
      const issues = found.length > 0 ? found : questionsIn(table, sent, settings);
      const [first] = issues;
      if (first !== undefined && (refuse === 'invalid' || !persistable)) {
        tell(issues);
        const { sqlstate, code, message } = first;
        return answer({ code: sqlstate ?? code, message, details: null, hint: NOT_SENT, issues }, statusOf(first));
      }
      const response = await send(input, init);
      if (response?.ok !== false) return response;
      return withText(response, (said) => {
        const error = parsed(said);
        // Else it is not PostgREST's, but a gateway's page.
        if (!isRow(error)) return said;
        try {
          const row = isRow(sent) || Array.isArray(sent) ? (sent as object as AnyRow) : undefined;
          // Whatever `issues` a server's own answer has, they are not this package's.
          const told = [functions.explainDatabaseError(error, row, options)];
          const text = JSON.stringify({ ...error, issues: told });
          tell(told);
          return text;
        } catch {
          // Nested too deeply to be written again: what the server said is handed on as it is.
          return said;
        }
      });
    };
  }

  /** A request of postgrest-js that is judged when it is made, by `then`. */
  function watched(request: Write, table: keyof typeof judges, settings: Settings): Write {
    let issues: AnyIssueList | undefined;
    const send = guarded(request.fetch ?? fetch, table, settings, (told) => {
      issues = told;
    });
    request.fetch = (input, init) => {
      issues = undefined;
      return send(input, init);
    };
    // What `throwOnError` throws is an error that postgrest-js makes of four fields of the answer.
    const { then } = request;
    // biome-ignore lint/suspicious/noThenProperty: the builder is a thenable, whose own `then` this stands before.
    request.then = (fulfilled, rejected) =>
      then
        .call(request, undefined, (error) => {
          if (issues !== undefined && error instanceof Error) Object.assign(error, { issues });
          throw error;
        })
        .then(fulfilled, rejected);
    return request;
  }

  function guard<C extends Client>(client: C, options: GuardOptions = {}): C {
    if (client === null || typeof client !== 'object') throw new TypeError('client must be a supabase-js client');
    const { current, stages, refuse = 'unpersistable', checkSchema, maxIssues } = ownOptions(options, {
      current: undefined,
      stages: undefined,
      refuse: undefined,
      checkSchema: undefined,
      maxIssues: undefined,
    });
    oneOf(refuse, REFUSALS, 'refuse');
    if (checkSchema !== undefined && typeof checkSchema !== 'function') {
      throw new TypeError('`checkSchema` must be that of event-wizard-validator/dynamic');
    }
    if (stages !== undefined) meaningOf(stages, STAGES, 'stages');
    const stored: unknown = current === undefined ? undefined : JSON.parse(jsonText(current, '`current`'));
    if (stored !== undefined && !isRow(stored)) throw new TypeError('`current` must be the stored row, an object');
    return proxied(client, {
      current: stored,
      stages: stages ?? (refuse === 'invalid' ? undefined : 'skip'),
      refuse,
      checkSchema,
      maxIssues: issueLimit(maxIssues),
    });
  }

  function proxied<C extends Client>(client: C, settings: Settings): C {
    return new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name === 'schema') {
          return (schema: string) => proxied(value.call(target, schema), settings);
        }
        if (name !== 'from') return value.bind(target);
        return (relation: string, ...rest: unknown[]) => {
          const builder = value.call(target, relation, ...rest);
          if (!Object.hasOwn(judges, relation)) return builder;
          for (const write of WRITES) {
            const make = builder[write];
            if (typeof make !== 'function') continue;
            builder[write] = (...args: unknown[]) =>
              watched(make.apply(builder, args), relation as keyof typeof judges, settings);
          }
          return builder;
        };
      },
    });
  }

  return {
    guard,
    issuesOf(error) {
      if (error === null || error === undefined) return [];
      if (typeof error !== 'object') {
        return [functions.explainDatabaseError(typeof error === 'string' ? { message: error } : {})];
      }
      return issuesIn(error) ?? [functions.explainDatabaseError(error)];
    },
  };
}

/** The value of a JSON text; nothing if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

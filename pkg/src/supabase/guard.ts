// A supabase-js client that judges rows before it sends them. Knows how postgrest-js builds a request and how PostgREST
// answers; every rule about rows is in the functions passed to it.

import { type AnyRow, type Api, type RowOptions, STAGES } from '../api/api.js';
import { issueLimit, meaningOf, oneOf, ownOptions } from '../api/arguments.js';
import { isRow, rowsOfRequest } from '../api/bulk.js';
import { NOT_SENT } from '../issue/database_error.js';
import { type AnyIssue, type ExplainedIssue, type Issue, pointerOf, SOURCES, type Verdict } from '../issue/issue.js';
import { secondsOf } from '../issue/network_error.js';
import { jsonText } from '../json/text.js';
import type { Locale } from '../messages/catalogue.js';
import { english } from '../messages/english.js';

/** How rows are judged, and what is refused. */
export interface GuardOptions {
  /**
   * For updates and upserts: the row as it is stored now, read when `guard` is called, or a function that returns it,
   * called for each request. It is used to judge CHECKs that need a column which is not sent, and whether the status may
   * change.
   */
  readonly current?: object | (() => object | undefined) | undefined;
  /** How stage data is judged, as in `validateSession`. Has no effect unless `refuse` is `invalid`. */
  readonly stages?: RowOptions['stages'];
  /** `unpersistable`, the default, refuses what the database would reject; `invalid` refuses rows with any issue. */
  readonly refuse?: 'unpersistable' | 'invalid' | undefined;
  /**
   * `checkSchema` from `/dynamic`: judges the `registration_questions` of sessions, which are a JSON Schema, by its
   * meta-schema. Has no effect unless `refuse` is `invalid`.
   */
  readonly checkSchema?: ((schema: unknown) => Verdict<AnyIssue>) | undefined;
  /** The maximum number of issues in `error.issues`, as in `validateSession`; 100 by default. */
  readonly maxIssues?: number | undefined;
  /** The language of messages, as in `withLocale`; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as in `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What a client must provide: those of supabase-js and postgrest-js do. */
export interface Client {
  from(relation: never, options?: never): unknown;
  schema(schema: never): unknown;
}

type Fetch = typeof globalThis.fetch;
/** What postgrest-js's PostgrestBuilder must provide: when it is awaited, its `fetch` is called and the answer read. */
interface Write {
  fetch?: Fetch;
  then: Promise<unknown>['then'];
}
type Functions = Pick<
  Api,
  | 'validateSessionJson'
  | 'validateSessions'
  | 'validateActionJson'
  | 'validateActions'
  | 'explainDatabaseError'
  | 'withLocale'
>;
type Operation = { operation: 'insert' | 'update' | 'upsert'; current?: never };
type AnyIssueList = readonly (Issue | ExplainedIssue)[];

/** The functions of the entry. */
export interface SupabaseGuard {
  /**
   * Returns the client; its inserts, upserts and updates of `wizard_sessions` and `wizard_actions` in the schema
   * `public` are judged by the exact text of the request. A request that is refused is not sent: its result is the one
   * that the server would return, with `error.issues`. An error that the server does return has `error.issues` too, and
   * so does whatever `throwOnError()` throws in either case. Everything else about the client, and about the server's
   * answers, is unchanged.
   * @throws TypeError if the client is not a client, or an option is unknown or has a value that is not allowed.
   */
  guard<C extends Client>(client: C, options?: GuardOptions): C;
  /**
   * The issues of an `error` from a guarded client; for any other value that was thrown, what it says by itself. For no
   * error (`null`, `undefined`) there are none.
   */
  issuesOf(error: unknown): AnyIssueList;
}

/**
 * The schema that contains the tables of the migrations. PostgREST uses it, as its first, for requests that name none.
 */
const SCHEMA = 'public';
const WRITES = ['insert', 'upsert', 'update'] as const;
/** What an upsert prefers: to change a row that exists already, or to leave it alone. */
const MERGES = 'resolution=merge-duplicates';
const IGNORES = 'resolution=ignore-duplicates';
const REFUSALS = ['unpersistable', 'invalid'] as const;
/** The path from a session to the JSON Schema of its registration form. */
const QUESTIONS = ['ticket_data', 'registration_questions'];

function prefers(headers: Headers, preference: string): boolean {
  return (headers.get('Prefer') ?? '').split(',').some((each) => each.trim() === preference);
}

/** An error in the form of PostgREST's answer, which postgrest-js passes on unchanged. */
function answer(body: object, [status, statusText]: [number, string]): Response {
  const headers = { 'Content-Type': 'application/json' };
  return new Response(JSON.stringify(body), { status, statusText, headers });
}

/**
 * The response with its text changed on reading. This is not a new `Response`, since one cannot be constructed with
 * some statuses (304, or those of a custom `fetch`), and errors thrown while reading must stay the same.
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

/** Whether the value is one of this package's issues: what was thrown may have `issues` of its own. */
function isIssue(value: unknown): value is Issue | ExplainedIssue {
  if (!isRow(value)) return false;
  const { source, code, path, pointer, message, text, params } = value;
  return (
    SOURCES.includes(source as never) &&
    [code, pointer, message, text].every((each) => typeof each === 'string') &&
    isRow(params) &&
    Array.isArray(path) &&
    path.every((segment) => typeof segment === 'string' || typeof segment === 'number')
  );
}

/** The issues that the error already has. */
export function issuesIn(error: object): AnyIssueList | undefined {
  try {
    const issues: unknown = Object.hasOwn(error, 'issues') ? (error as { issues: unknown }).issues : undefined;
    return Array.isArray(issues) && issues.length > 0 && issues.every(isIssue) ? issues : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The HTTP status that PostgREST would send with an error: https://docs.postgrest.org/en/stable/references/errors.html
 */
function statusOf(issue: Issue): [number, string] {
  return issue.sqlstate?.startsWith('54') ? [500, 'Internal Server Error'] : [400, 'Bad Request'];
}

/** A copy of the stored row. */
function storedRow(current: unknown): object | undefined {
  const stored: unknown = current === undefined ? undefined : JSON.parse(jsonText(current, '`current`'));
  if (stored !== undefined && !isRow(stored)) throw new TypeError('`current` must be the stored row, an object');
  return stored;
}

/** The functions that judge the rows of each table, in one language. */
function judgesOf(functions: Pick<Api, keyof Functions>) {
  return {
    wizard_sessions: { text: functions.validateSessionJson, rows: functions.validateSessions },
    wizard_actions: { text: functions.validateActionJson, rows: functions.validateActions },
  };
}
type Judges = ReturnType<typeof judgesOf>;
const TABLES = ['wizard_sessions', 'wizard_actions'] as const satisfies readonly (keyof Judges)[];

/** What anything says that was thrown or returned as an error. */
function explained(functions: Pick<Functions, 'explainDatabaseError'>, error: unknown): ExplainedIssue {
  if (typeof error === 'object' && error !== null) return functions.explainDatabaseError(error);
  return functions.explainDatabaseError(typeof error === 'string' ? { message: error } : {});
}

/** The guard, built on the functions of an entry. */
export function createGuard(functions: Functions): SupabaseGuard {
  /** The stored row, what to refuse, and the language. */
  interface Settings {
    readonly judges: Judges;
    readonly explainDatabaseError: Functions['explainDatabaseError'];
    readonly current: () => object | undefined;
    readonly stages: RowOptions['stages'];
    readonly refuse: (typeof REFUSALS)[number];
    readonly checkSchema: GuardOptions['checkSchema'];
    readonly maxIssues: number;
  }

  /** The issues of the body of an insert or update, and whether the database would accept it. */
  function judged(
    table: keyof Judges,
    request: { readonly body: string; readonly sent: unknown; readonly url: string; readonly headers: Headers },
    options: Operation,
    { judges, stages, maxIssues }: Settings,
  ): Verdict {
    const { body, sent, url, headers } = request;
    const judge = judges[table];
    const { operation } = options;
    if (Array.isArray(sent) && operation !== 'update') {
      const columns = new URL(url).searchParams.get('columns');
      if (columns !== null) {
        const defaultToNull = !prefers(headers, 'missing=default');
        return judge.rows(rowsOfRequest(sent, columns), { operation, stages, maxIssues, defaultToNull });
      }
    }
    // When PATCH has an array, the first row is stored, but the constraints of all rows are checked.
    return judge.text(body, { ...options, stages, maxIssues });
  }

  /** What is wrong with the registration forms in the rows that are sent. */
  function questionsIn(table: keyof Judges, sent: unknown, { refuse, checkSchema }: Settings): Issue[] {
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

  /** A `fetch` that judges the body first. `tell` receives the issues of an error before the caller learns of it. */
  function guarded(send: Fetch, table: keyof Judges, settings: Settings, tell: (issues: AnyIssueList) => void): Fetch {
    const { refuse } = settings;
    return async (input, init) => {
      const { body, method } = init ?? {};
      const headers = new Headers(init?.headers);
      const schema = headers.get('Content-Profile') ?? SCHEMA;
      if (typeof body !== 'string' || schema !== SCHEMA) return send(input, init);
      const isUpsert = prefers(headers, MERGES) || prefers(headers, IGNORES);
      const options: Operation = { operation: method === 'PATCH' ? 'update' : isUpsert ? 'upsert' : 'insert' };
      // An upsert that ignores duplicates changes no stored row.
      const changes = options.operation === 'update' || prefers(headers, MERGES);
      const current = changes ? settings.current() : undefined;
      if (current !== undefined) options.current = current as never;
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
      let response: Response;
      try {
        response = await send(input, init);
      } catch (thrown) {
        tell([explained(settings, thrown)]);
        throw thrown;
      }
      if (response?.ok !== false) return response;
      const http = {
        status: response.status,
        retryAfter: secondsOf(response.headers?.get?.('Retry-After') ?? null) ?? null,
      };
      return withText(response, (said) => {
        const error = parsed(said);
        // The body is not PostgREST's but, for example, a gateway's page.
        if (!isRow(error)) {
          tell([settings.explainDatabaseError({ message: said, ...http })]);
          return said;
        }
        try {
          const row = isRow(sent) || Array.isArray(sent) ? (sent as object as AnyRow) : undefined;
          // The server's own answer may contain `issues`, but those are not this package's.
          const told = [settings.explainDatabaseError({ ...error, ...http }, row, options)];
          const text = JSON.stringify({ ...error, issues: told });
          tell(told);
          return text;
        } catch {
          // The error is nested too deeply to be written again, so the server's text is passed on as it is.
          return said;
        }
      });
    };
  }

  /** A postgrest-js request that is judged when it is made, by `then`. */
  function watched(request: Write, table: keyof Judges, settings: Settings): Write {
    let issues: AnyIssueList | undefined;
    const send = guarded(request.fetch ?? fetch, table, settings, (told) => {
      issues = told;
    });
    request.fetch = (input, init) => {
      issues = undefined;
      return send(input, init);
    };
    // `throwOnError` throws an error that postgrest-js builds from four fields of the answer, and where the answer is not
    // JSON, or there is none, it returns such an error, too.
    const { then } = request;
    // biome-ignore lint/suspicious/noThenProperty: the builder is a thenable, whose own `then` this wraps.
    request.then = (fulfilled, rejected) =>
      then
        .call(
          request,
          (result) => {
            const error = isRow(result) ? result.error : undefined;
            if (issues !== undefined && isRow(error) && !Object.hasOwn(error, 'issues')) error.issues = issues;
            return result;
          },
          (error) => {
            if (issues !== undefined && error instanceof Error) Object.assign(error, { issues });
            throw error;
          },
        )
        .then(fulfilled, rejected);
    return request;
  }

  function guard<C extends Client>(client: C, options: GuardOptions = {}): C {
    if (client === null || typeof client !== 'object') throw new TypeError('client must be a supabase-js client');
    const {
      current,
      stages,
      refuse = 'unpersistable',
      checkSchema,
      maxIssues,
      locale,
      labels,
    } = ownOptions(options, {
      current: undefined,
      stages: undefined,
      refuse: undefined,
      checkSchema: undefined,
      maxIssues: undefined,
      locale: undefined,
      labels: undefined,
    });
    oneOf(refuse, REFUSALS, 'refuse');
    if (checkSchema !== undefined && typeof checkSchema !== 'function') {
      throw new TypeError('`checkSchema` must be that of event-wizard-validator/dynamic');
    }
    if (stages !== undefined) meaningOf(stages, STAGES, 'stages');
    const stored = typeof current === 'function' ? undefined : storedRow(current);
    const own = locale !== undefined || labels !== undefined;
    const speaking = own ? functions.withLocale(locale ?? english, labels) : functions;
    return proxied(client, {
      judges: judgesOf(speaking),
      explainDatabaseError: speaking.explainDatabaseError,
      current: typeof current === 'function' ? () => storedRow(current()) : () => stored,
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
          if (!TABLES.includes(relation as never)) return builder;
          for (const write of WRITES) {
            const make = builder[write];
            if (typeof make !== 'function') continue;
            builder[write] = (...args: unknown[]) =>
              watched(make.apply(builder, args), relation as keyof Judges, settings);
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
      return (typeof error === 'object' ? issuesIn(error) : undefined) ?? [explained(functions, error)];
    },
  };
}

/** The value of a JSON text, or undefined if the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

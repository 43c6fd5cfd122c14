// What an error says that came from neither PostgreSQL nor PostgREST: a request that was not delivered or not answered,
// or a gateway's answer. Knows HTTP's status codes and how runtimes word failures of `fetch`; knows no table.

import type { RawIssue } from './issue.js';

/** What HTTP says beside the error's fields, as far as it is known. */
export interface HttpAnswer {
  /** The status of the response, 100 to 599. */
  readonly status?: number | undefined;
  /** The response's `Retry-After`, in seconds from now. */
  readonly retryAfter?: number | undefined;
}

/** The codes of source `network`, and whether the same request may be sent again. */
const RETRYABLE = {
  unreachable: true,
  aborted: true,
  timeout: true,
  unavailable: true,
  too_many_requests: true,
  unauthorized: false,
  payload_too_large: false,
  unknown: true,
} as const;
type Code = keyof typeof RETRYABLE;

/** 52x are Cloudflare's, in front of Supabase: of these, 522 and 524 are timeouts. */
const TIMEOUTS = [408, 504, 522, 524];

function codeOfStatus(status: number): Code | undefined {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 413) return 'payload_too_large';
  if (status === 429) return 'too_many_requests';
  if (TIMEOUTS.includes(status)) return 'timeout';
  return status >= 500 ? 'unavailable' : undefined;
}

/**
 * How the code is told from the error's texts, in this order. Chromium says `Failed to fetch` (also where CORS forbids
 * the request), Firefox `NetworkError`, Safari `Load failed`, Node `fetch failed`, React Native `Network request failed`.
 */
const WORDINGS: readonly (readonly [Code, RegExp])[] = [
  ['timeout', /\bTimeoutError\b|\bETIMEDOUT\b|_TIMEOUT\b|\btimed? ?out\b/i],
  ['aborted', /\bAbortError\b|\bABORT_ERR\b|\baborted\b/i],
  [
    'unreachable',
    /failed to fetch|fetch failed|NetworkError|load failed|network (?:request failed|connection lost)|\bE(?:CONN[A-Z]+|NOTFOUND|PIPE|AI_AGAIN|HOSTUNREACH|NETUNREACH)\b/i,
  ],
  ['unauthorized', /\bapi ?key\b/i],
  ['too_many_requests', /\btoo many requests\b|\brate.?limit/i],
  // A page, where JSON was expected: a gateway's.
  ['unavailable', /^\s*</],
];

/** The longest wait that is repeated, in seconds: a day. */
const LONGEST_WAIT = 86_400;

/** The issue, from what HTTP says or else from the error's texts. `params` are those that any error has. */
export function networkIssue(texts: readonly string[], params: RawIssue['params'], http: HttpAnswer): RawIssue {
  const { status, retryAfter } = http;
  const ofTexts = () => WORDINGS.find(([, wording]) => texts.some((text) => wording.test(text)))?.[0];
  const code = (status === undefined ? undefined : codeOfStatus(status)) ?? ofTexts() ?? 'unknown';
  const known = {
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
    retryable: RETRYABLE[code],
  };
  return { source: 'network', code, path: [], params: { ...params, ...known } };
}

/** The seconds of a `Retry-After`, which is a number of them or a date (RFC 9110, section 10.2.3). */
export function secondsOf(header: string | null): number | undefined {
  const text = header?.trim() ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return seconds >= 0 && text !== '' ? Math.min(seconds, LONGEST_WAIT) : undefined;
}

/** The error's own `status` and `retryAfter`, where they are numbers that HTTP has. */
export function httpAnswerOf(error: object): HttpAnswer {
  const read = (name: string, least: number, most: number): number | undefined => {
    try {
      const value: unknown = Object.hasOwn(error, name) ? (error as Record<string, unknown>)[name] : undefined;
      return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
        ? (value as number)
        : undefined;
    } catch {
      return undefined;
    }
  };
  return { status: read('status', 100, 599), retryAfter: read('retryAfter', 0, LONGEST_WAIT) };
}

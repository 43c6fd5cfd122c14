// Mends data by what a tool's issues say: their path, code and params. Knows no schema, and no answer of its own; what only
// the person knows, it asks.

import type { ToldIssue } from 'event-wizard-validator/copilotkit';

type Json = unknown;
type Holder = Record<string | number, Json>;
type Path = readonly (string | number)[];

/** What was done about an issue, for the conversation. `at` is the place, as `tiers.0.price_minor`. */
export type Mend =
  | { readonly how: 'suggested' | 'converted' | 'moved' | 'limited'; readonly at: string; readonly value: Json }
  | { readonly how: 'renamed'; readonly at: string; readonly to: string }
  | { readonly how: 'dropped' | 'asked'; readonly at: string };

const isHolder = (value: Json): value is Holder => typeof value === 'object' && value !== null;
const own = (value: Json, key: string | number): Json =>
  isHolder(value) && Object.hasOwn(value, key) ? value[key] : undefined;
const holderOf = (data: Json, path: Path): Json => path.slice(0, -1).reduce(own, data);

function put(data: Json, path: Path, value: Json): void {
  const holder = holderOf(data, path);
  const key = path.at(-1);
  if (isHolder(holder) && key !== undefined) holder[key] = value;
}

function drop(data: Json, path: Path): void {
  const holder = holderOf(data, path);
  const key = path.at(-1);
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (isHolder(holder) && key !== undefined) delete holder[key];
}

const DAY = 86_400_000;
const TIME = /^(\d{4}-\d\d-\d\d)(T.*)$/;

/** The same time of day on the first day on which it is after another time. */
function dayAfter(time: Json, other: string): string | undefined {
  const [, date, clock] = TIME.exec(String(time)) ?? [];
  if (date === undefined || clock === undefined) return undefined;
  for (let days = 0; days < 366; days++) {
    const day = new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
    if (Date.parse(day + clock) > Date.parse(other)) return day + clock;
  }
  return undefined;
}

/** A text that means a value of the type. */
function readAs(type: string, value: Json): Json {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (type === 'boolean') return { true: true, false: false, yes: true, no: false }[value.toLowerCase()];
  if (type !== 'integer' && type !== 'number') return undefined;
  const number = Number(value);
  return Number.isFinite(number) && (type === 'number' || Number.isInteger(number)) ? number : undefined;
}

/** What the other time must be, by a rule that names it. */
const TIMES: Readonly<Record<string, (value: Json, params: Readonly<Record<string, Json>>) => Json>> = {
  event_end_after_start: (value, { starts_at }) => dayAfter(value, String(starts_at)),
  doors_before_start: (_, { starts_at }) => starts_at,
  sales_end_after_start: (value, { sales_start_at }) => dayAfter(value, String(sales_start_at)),
  sales_end_by_event_end: (_, { ends_at }) => ends_at,
};

function mendOne(data: Json, { path, code, params }: ToldIssue): Mend {
  const at = path.join('.');
  const value = path.reduce(own, data);
  const { suggestion, limit } = params;
  // What is missing nobody but the person can tell, nor whether they accept something.
  if (code === 'required' || code === 'dependentRequired' || code === 'const') return { how: 'asked', at };
  if (path.length === 0) return { how: 'asked', at };
  if (code === 'additionalProperties') {
    if (typeof suggestion !== 'string') {
      drop(data, path);
      return { how: 'dropped', at };
    }
    const target = [...path.slice(0, -1), suggestion];
    if (target.reduce(own, data) === undefined) put(data, target, value);
    drop(data, path);
    return { how: 'renamed', at, to: suggestion };
  }
  if (suggestion !== undefined) {
    put(data, path, suggestion);
    return { how: 'suggested', at, value: suggestion };
  }
  const time = TIMES[code]?.(value, params);
  if (time !== undefined) {
    put(data, path, time);
    return { how: 'moved', at, value: time };
  }
  const converted =
    code === 'type'
      ? readAs(String(params.type), value)
      : code === 'format' && params.format === 'web-address' && typeof value === 'string' && !value.includes(':')
        ? `https://${value}`
        : undefined;
  if (converted !== undefined) {
    put(data, path, converted);
    return { how: 'converted', at, value: converted };
  }
  if (typeof limit === 'number' && typeof value === 'string' && code === 'maxLength') {
    const kept = [...value].slice(0, limit).join('').trimEnd();
    put(data, path, kept);
    return { how: 'limited', at, value: kept };
  }
  // An unknown fault: a draft may always be without the value.
  drop(data, path);
  return { how: 'dropped', at };
}

/** What the database says of a stage as a whole follows from what is said of its parts. */
const isWhole = ({ code }: ToldIssue) => code.endsWith('_data_valid');
/** What is missing may be there under a wrong name, and is asked for only if it is not. */
const isMissing = ({ code }: ToldIssue) => code === 'required' || code === 'dependentRequired';

export interface Mended<Data> {
  readonly data: Data;
  readonly mends: readonly Mend[];
  /** The issues that only the person can answer. */
  readonly asked: readonly ToldIssue[];
}

/** Mends a copy of the data by the issues about it. */
export function mend<Data>(data: Data, issues: readonly ToldIssue[]): Mended<Data> {
  const mended = structuredClone(data);
  const parts = issues.filter((issue) => !isWhole(issue));
  // From the end, so that no index moves while items are dropped.
  const wrong = parts.filter((issue) => !isMissing(issue)).toReversed();
  const done = wrong.map((issue) => ({ issue, how: mendOne(mended, issue) })).toReversed();
  const missing = parts
    .filter((issue) => isMissing(issue) && issue.path.reduce(own, mended) === undefined)
    .map((issue) => ({ issue, how: mendOne(mended, issue) }));
  const all = [...done, ...missing];
  return {
    data: mended,
    mends: all.map(({ how }) => how),
    asked: all.filter(({ how }) => how.how === 'asked').map(({ issue }) => issue),
  };
}

// A form's values as the data that will be sent, and what of them could not be read. Knows controls and what they hold;
// what is right is for the judge.

import { beyondLimits } from '../api/limits.js';
import type { PathSegment, RawIssue } from '../issue/issue.js';
import { own } from '../issue/label.js';
import { cut } from '../issue/text.js';
import { reading } from '../json/text.js';
import { nestedValues } from './names.js';
import { isLocal, momentsOf, momentText } from './time.js';
import type { Wanted } from './wanted.js';

/** What was read. */
export interface Reading {
  readonly data: unknown;
  readonly issues: readonly RawIssue[];
  /** The places of objects that were left out because nothing in them is filled. */
  readonly emptied: readonly (readonly PathSegment[])[];
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** What a checkbox without a value of its own holds, and what hidden inputs and selects hold. */
const TRUTHS = new Map([
  ['on', true],
  ['true', true],
  ['false', false],
]);
/** What has entries instead of members. */
const FORMS = ['FormData', 'URLSearchParams'];
/** The types of JSON, of which null is never filled in. */
const ANY = ['string', 'number', 'boolean', 'array', 'object'];

/** `File`, `Map`, `Object`: what the platform calls the value, whatever window or realm made it. */
function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether an object is one that JSON has: made by braces or `JSON.parse`, in any realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The name of what is no data. */
function nameOf(value: object): string {
  const kind = kindOf(value);
  if (kind !== 'Object') return kind;
  const { name } = (value.constructor ?? {}) as { name?: unknown };
  return typeof name === 'string' && name !== '' ? cut(name) : kind;
}

/** The zone that the values name themselves: those of the event do. */
function zoneOf(values: unknown, wanted: Wanted): string | undefined {
  const key = wanted.members.find((name) => wanted.member(name)?.format === 'iana-time-zone');
  const zone = key === undefined ? undefined : own(values, key);
  return typeof zone === 'string' && zone.trim() !== '' ? zone.trim() : undefined;
}

/** Reads values that are nested already. */
function readNested(values: unknown, root: Wanted, timeZone: string | undefined): Reading {
  const issues: RawIssue[] = [];
  const emptied: PathSegment[][] = [];
  const path: PathSegment[] = [];
  const containers = new Set<object>();
  const zone = zoneOf(values, root) ?? timeZone;

  function tell(code: string, params: RawIssue['params'], source: RawIssue['source'] = 'schema'): void {
    issues.push({ source, code, path: [...path], params });
  }

  /** Says that a value is not of a type that the schema wants. */
  function tellType(wanted: Wanted | undefined, found: { readonly found?: string } = {}): void {
    const types = wanted === undefined || wanted.types.size === 0 ? ANY : [...wanted.types];
    tell('type', { type: types.length === 1 ? (types[0] as string) : types, ...found });
  }

  /** Leaves a value out that no data can hold. */
  function refused(wanted: Wanted | undefined, found: string): undefined {
    tellType(wanted, { found });
    return undefined;
  }

  function file(name: unknown): undefined {
    tell('file', typeof name === 'string' && name !== '' ? { name: cut(name) } : {});
    return undefined;
  }

  /** A time. One without an offset is on clocks in the event's zone. */
  function time(text: string): string {
    if (!isLocal(text)) return text;
    const moments = zone === undefined ? undefined : momentsOf(text, zone);
    const named = zone === undefined ? {} : { time_zone: cut(zone) };
    if (moments === undefined) tell('format', { format: 'date-time', reason: 'zone', ...named });
    else if (moments.length === 0) tell('local_time_exists', named, 'rule');
    else if (moments.length > 1) tell('format', { format: 'date-time', reason: 'twice', ...named, moments });
    return moments?.length === 1 ? (moments[0] as string) : text;
  }

  /** A text, or what it stands for; undefined if it is empty. What cannot be read stays for the judge to see. */
  function text(given: string, wanted: Wanted | undefined): unknown {
    if (wanted === undefined || wanted.types.size === 0) return given;
    if (given === '') return undefined;
    const { types } = wanted;
    if (types.has('string')) return wanted.format === 'date-time' ? time(given) : given;
    const trimmed = given.trim();
    if (trimmed === '') return undefined;
    if (types.has('integer') || types.has('number')) {
      const number = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
      if (types.has('number') ? Number.isFinite(number) : Number.isInteger(number)) return number;
    }
    if (types.has('boolean')) {
      const truth = TRUTHS.get(trimmed);
      if (truth !== undefined) return value(truth, wanted);
    }
    tellType(wanted);
    return given;
  }

  function list(given: readonly unknown[], wanted: Wanted | undefined): unknown[] {
    const items: unknown[] = [];
    let filled = 0;
    for (let index = 0; index < given.length; index++) {
      path.push(index);
      const item = value(given[index], wanted?.items);
      path.pop();
      if (item !== undefined) filled = index + 1;
      // What is empty keeps its place, so that positions in issues are those of the form.
      const isRow = wanted?.items?.types.has('object') ?? false;
      items.push(item ?? (isRow ? {} : given[index] === '' ? '' : null));
    }
    if (wanted !== undefined) items.length = Math.max(filled, Math.min(items.length, wanted.least));
    return items;
  }

  function members(given: object, wanted: Wanted | undefined): object | undefined {
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(given)) {
      path.push(key);
      const member = value((given as Record<string, unknown>)[key], wanted?.member(key));
      path.pop();
      if (member !== undefined) entries.push([key, member]);
    }
    const isGroup = wanted !== undefined && wanted.members.length > 0 && path.length > 0;
    if (!isGroup || entries.length > 0) return Object.fromEntries(entries);
    emptied.push([...path]);
    return undefined;
  }

  /** An object that is no data, or a container of values. */
  function object(given: object, wanted: Wanted | undefined): unknown {
    const kind = kindOf(given);
    switch (kind) {
      case 'FileList': {
        const [first] = given as ArrayLike<{ name: string }> & Iterable<{ name: string }>;
        return first === undefined ? undefined : file(first.name);
      }
      case 'File':
      case 'Blob': {
        const { name, size } = given as File;
        // A file input without a choice is a file without a name in a FormData.
        return name === '' && size === 0 ? undefined : file(name);
      }
      case 'Date': {
        if (wanted?.format !== 'date-time') return refused(wanted, kind);
        if (!Number.isNaN((given as Date).getTime())) return momentText(given as Date, zone);
        tell('format', { format: wanted.format });
        return undefined;
      }
    }
    const isList = Array.isArray(given);
    if (!isList && !isPlain(given)) return refused(wanted, nameOf(given));
    if (containers.has(given)) return refused(wanted, 'circular');
    containers.add(given);
    const found = isList ? list(given, wanted) : members(given, wanted);
    containers.delete(given);
    return found;
  }

  /** The data that a value stands for; undefined if it is empty, or is no data. */
  function value(given: unknown, wanted: Wanted | undefined): unknown {
    switch (typeof given) {
      case 'string':
        return text(given, wanted);
      case 'boolean':
        // A box that may only be ticked is empty while it is not.
        return !given && wanted?.only === true ? undefined : given;
      case 'number':
        if (Number.isNaN(given)) return undefined;
        return Number.isFinite(given) ? given : refused(wanted, String(given));
      case 'bigint': {
        const number = Number(given);
        const isWanted = wanted?.types.has('integer') || wanted?.types.has('number');
        return isWanted && Number.isSafeInteger(number) ? number : refused(wanted, 'BigInt');
      }
      case 'object':
        if (given !== null) return object(given, wanted);
        return wanted === undefined ? null : undefined;
      case 'undefined':
        return undefined;
      default:
        return refused(wanted, typeof given);
    }
  }

  // If the whole is a text or a list, the judge says so.
  return { data: value(values, root) ?? {}, issues, emptied };
}

/**
 * The data of a form's values: an object, a FormData, or a URLSearchParams.
 * @throws TypeError if a getter or a proxy among the values throws.
 */
export function readForm(values: unknown, wanted: Wanted, timeZone: string | undefined): Reading {
  try {
    return reading('values', () => {
      const isForm = typeof values === 'object' && values !== null && FORMS.includes(kindOf(values));
      const nested = isForm ? nestedValues((values as FormData).entries(), wanted) : values;
      return readNested(nested, wanted, timeZone);
    });
  } catch (error) {
    return { data: {}, issues: [beyondLimits(error, undefined)], emptied: [] };
  }
}

// Checks of arguments that a programmer, not a user, got wrong: each throws a TypeError that names what is allowed.

import { cut } from '../issue/text.js';

function list(allowed: readonly string[]): string {
  return allowed.map((name) => `'${name}'`).join(', ');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${cut(value)}'`;
  if (value === null || typeof value === 'number') return String(value);
  return Array.isArray(value) ? 'an array' : typeof value;
}

/** The position of `value` among the allowed names. */
export function oneOf(value: unknown, allowed: readonly string[], name: string): number {
  // `indexOf` is slower for a few names, and this runs on every call.
  for (let index = 0; index < allowed.length; index++) if (allowed[index] === value) return index;
  throw new TypeError(`${name} must be one of ${list(allowed)}, not ${shown(value)}`);
}

/** The meaning of one of the allowed names. */
export function meaningOf<Meaning>(value: unknown, meanings: ReadonlyMap<unknown, Meaning>, name: string): Meaning {
  const meaning = meanings.get(value);
  if (meaning === undefined) {
    throw new TypeError(`${name} must be one of ${list([...meanings.keys()] as string[])}, not ${shown(value)}`);
  }
  return meaning;
}

/**
 * The options, each read once; one that is not given is undefined, whatever `Object.prototype` contains. They are written
 * into `own`, whose names are the allowed ones.
 * @throws TypeError if the options are not an object, or have a name that is not allowed.
 */
export function ownOptions<Options extends object>(
  options: Options,
  own: { [Name in keyof Options]-?: undefined },
): Options {
  if (options === null || typeof options !== 'object' || Array.isArray(options)) {
    throw new TypeError(`options must be an object, not ${shown(options)}`);
  }
  // A list of the keys would have to be made first.
  for (const key in options) {
    if (!Object.hasOwn(options, key)) continue;
    if (!Object.hasOwn(own, key)) {
      throw new TypeError(`unknown option ${shown(key)}; allowed are ${list(Object.keys(own))}`);
    }
    (own as Options)[key as keyof Options] = options[key as keyof Options];
  }
  return own as Options;
}

/** Checks that the value is a string. */
export function aString(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${shown(value)}`);
  return value;
}

/** The maximum number of issues in a verdict, unless `maxIssues` says otherwise. */
export const MOST_ISSUES = 100;

/** Checks the option `maxIssues`. */
export function issueLimit(maxIssues: unknown = MOST_ISSUES): number {
  if (maxIssues === Infinity || (Number.isInteger(maxIssues) && (maxIssues as number) > 0)) return maxIssues as number;
  throw new TypeError(`maxIssues must be a positive integer or Infinity, not ${shown(maxIssues)}`);
}

// Arguments that a program, not a person, got wrong: each is a TypeError that names what is allowed.

function list(allowed: readonly string[]): string {
  return allowed.map((name) => `'${name}'`).join(', ');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value === null || typeof value === 'number' ? String(value) : typeof value;
}

/** As `indexOf`, which takes longer for a few names, in every call. */
function position(value: unknown, allowed: readonly string[]): number {
  for (let index = 0; index < allowed.length; index++) if (allowed[index] === value) return index;
  return -1;
}

/** The position of `value` among the allowed names. */
export function oneOf(value: unknown, allowed: readonly string[], name: string): number {
  const index = position(value, allowed);
  if (index < 0) throw new TypeError(`${name} must be one of ${list(allowed)}, not ${shown(value)}`);
  return index;
}

/** Checks that options are an object and hold no name but the allowed ones. */
export function onlyOptions(options: object, allowed: readonly string[]): void {
  if (options === null || typeof options !== 'object') {
    throw new TypeError(`options must be an object, not ${shown(options)}`);
  }
  for (const key in options) {
    if (position(key, allowed) < 0 && Object.hasOwn(options, key)) {
      throw new TypeError(`unknown option '${key}'; allowed are ${list(allowed)}`);
    }
  }
}

/** Checks for a string. */
export function aString(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${shown(value)}`);
  return value;
}

/** How many issues a verdict tells of at most, unless `maxIssues` says otherwise. */
export const MOST_ISSUES = 100;

/** Checks the option `maxIssues`. */
export function issueLimit(maxIssues: unknown = MOST_ISSUES): number {
  if (maxIssues === Infinity || (Number.isInteger(maxIssues) && (maxIssues as number) > 0)) return maxIssues as number;
  throw new TypeError(`maxIssues must be a positive integer or Infinity, not ${shown(maxIssues)}`);
}

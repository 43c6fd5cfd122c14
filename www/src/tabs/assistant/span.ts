// Where a value stands in a JSON text, which may be unfinished. Knows JSON's tokens.

export interface Span {
  /** The first character of the member's name, or of the value if it has none. */
  readonly from: number;
  /** The first character of the value. */
  readonly start: number;
  /** Behind its last one. */
  readonly end: number;
}

interface Level {
  readonly isList: boolean;
  key: string | number;
  from: number;
  expectsName: boolean;
}

const TOKEN = /\s+|"(?:[^"\\]|\\[\s\S])*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

function nameOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

/** The value at the path; undefined if the text has none, or not yet. */
export function spanOf(text: string, path: readonly (string | number)[]): Span | undefined {
  const levels: Level[] = [];
  let found: { readonly from: number; readonly start: number; readonly depth: number } | undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.trim() === '' || token === ':') continue;
    const level = levels.at(-1);
    const end = index + token.length;
    if (token === '}' || token === ']') {
      levels.pop();
      if (found !== undefined && levels.length === found.depth) return { from: found.from, start: found.start, end };
      continue;
    }
    if (token === ',') {
      if (level?.isList === true) level.key = Number(level.key) + 1;
      else if (level !== undefined) level.expectsName = true;
      continue;
    }
    if (level?.expectsName === true) {
      level.key = nameOf(token);
      level.from = index;
      level.expectsName = false;
      continue;
    }
    const isHere =
      found === undefined && levels.length === path.length && levels.every(({ key }, depth) => key === path[depth]);
    const from = level?.isList === false ? level.from : index;
    const opens = token === '{' || token === '[';
    if (isHere && !opens) return { from, start: index, end };
    if (isHere) found = { from, start: index, depth: levels.length };
    if (opens)
      levels.push({ isList: token === '[', key: token === '[' ? 0 : '', from: end, expectsName: token === '{' });
  }
  return found && { from: found.from, start: found.start, end: text.length };
}

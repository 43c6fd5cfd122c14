// The lines of a source text that are about something: a clause of a migration, a field of a JSON Schema, a field in the
// function of a stage. Knows the spelling of these texts, which the project's own tools write.

/** A line with its number, from 1; `isMarked` if it is what the excerpt is about. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** How many lines around the marked ones are shown. */
const AROUND = 1;

/** The marked lines and those around them; what is left out between them leaves a gap in the numbers. */
function excerpt(lines: readonly string[], isMarked: (index: number) => boolean): readonly Line[] {
  return lines.flatMap((text, index) => {
    const near = [...Array(2 * AROUND + 1).keys()].some((offset) => isMarked(index + offset - AROUND));
    return near ? [{ number: index + 1, text, isMarked: isMarked(index) }] : [];
  });
}

const between = (from: number, to: number) => (index: number) => index >= from && index <= to;

/** The last line of a clause: where, outside of brackets and quotes, a comma, a semicolon or a closing bracket ends it. */
function endOfClause(lines: readonly string[], start: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at < lines.length; at += 1) {
    for (const character of lines[at] ?? '') {
      if (character === "'") isQuoted = !isQuoted;
      if (isQuoted) continue;
      if (character === '(' || character === '[') depth += 1;
      if (character === ')' || character === ']') depth -= 1;
      if (depth < 0) return Math.max(start, at - 1);
      if (depth === 0 && (character === ',' || character === ';')) return at;
    }
  }
  return start;
}

/** A clause of SQL that begins in a line. */
export function clauseAt(text: string, line: number): readonly Line[] {
  const lines = text.split('\n');
  return excerpt(lines, between(line - 1, endOfClause(lines, line - 1)));
}

const indentOf = (line: string) => line.length - line.trimStart().length;

/** Where a member of an indented JSON text begins and ends, between two lines. */
function member(
  lines: readonly string[],
  key: string,
  from: number,
  to: number,
): readonly [number, number] | undefined {
  const inner = indentOf(lines[from] ?? '') + 2;
  for (let at = from + 1; at <= to; at += 1) {
    const line = lines[at] ?? '';
    if (indentOf(line) !== inner || !line.trimStart().startsWith(`"${key}":`)) continue;
    if (!/[[{]$/.test(line)) return [at, at];
    const end = lines.findIndex((each, index) => index > at && indentOf(each) === inner && /^[\]}]/.test(each.trim()));
    return end === -1 ? undefined : [at, end];
  }
  return undefined;
}

/** The schema of a field in the JSON Schema of its stage; whether it is required stands elsewhere, and is marked too. */
export function schemaOf(text: string, path: readonly string[]): readonly Line[] {
  const lines = text.split('\n');
  let place: readonly [number, number] | undefined = [0, lines.length - 1];
  let required = -1;
  for (const key of path) {
    const container: readonly [number, number] | undefined =
      place && member(lines, key === '*' ? 'items' : 'properties', ...place);
    const named: readonly [number, number] | undefined = place && member(lines, 'required', ...place);
    required = -1;
    if (named && key !== '*')
      required = lines.findIndex((line, at) => at >= named[0] && at <= named[1] && line.includes(`"${key}"`));
    place = key === '*' ? container : container && member(lines, key, ...container);
  }
  const found = place;
  return found ? excerpt(lines, (index) => index === required || between(...found)(index)) : [];
}

/** How the function of a stage calls the object that has a field. */
function ownerOf(path: readonly string[]): string {
  const outer = path.slice(0, -1);
  if (outer.length === 0) return 'data';
  const isItem = outer.at(-1) === '*';
  return `${outer.filter((key) => key !== '*').join('_')}_${isItem ? 'item' : 'object'}`;
}

/** The lines about a field in the function that checks its stage: what it must be, and whether it must be there. */
export function checkOf(text: string, path: readonly string[]): readonly Line[] {
  const lines = text.split('\n');
  const key = path.at(-1) ?? '';
  const owner = ownerOf(path);
  const marked = new Set<number>();
  const names = path.filter((each) => each !== '*').join('_');
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const isOwn =
      key === '*'
        ? line.includes(`${names}_item`)
        : line.includes(`'${key}'`) && line.includes(owner) && !/^\s*data - |^\s*\w+ - ARRAY/.test(line);
    const isOfContainer = key !== '*' && new RegExp(`\\b${names}_(array|object|seen)\\b`).test(line);
    if (!isOwn && !isOfContainer) continue;
    marked.add(index);
    if (!line.includes('jsonb_typeof') || !line.includes('CASE')) continue;
    const indent = indentOf(line);
    for (let at = index; at < lines.length; at += 1) {
      marked.add(at);
      if (at > index && indentOf(lines[at] ?? '') <= indent) break;
    }
  }
  return excerpt(lines, (index) => marked.has(index));
}

/** All lines of a text, none of them marked. */
export const whole = (text: string): readonly Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line, isMarked: false }));

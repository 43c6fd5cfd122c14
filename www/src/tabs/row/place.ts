// Where in a JSON text the members are that issues speak of, and where a text stops being JSON. Knows no rules about data.

type Path = readonly (string | number)[];

/** Offsets in the text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Places {
  /** For each path what to mark: the member; only its name if it is an object or a list, or if what is asked for is missing in it. */
  readonly spans: readonly (Span | undefined)[];
  /** Where the text stops being JSON. */
  readonly broken: Span | undefined;
}

/** A place that is looked for, with those within it. */
interface Wanted {
  readonly within: Map<string, Wanted>;
  name?: Span | undefined;
  value?: Span | undefined;
  isContainer?: boolean;
}

interface Frame {
  readonly isObject: boolean;
  readonly wanted: Wanted | undefined;
  /** How many members have begun. */
  count: number;
  /** What may follow: a name, a value, or a comma or the end. */
  next: 'name' | 'value' | 'after';
  member: Wanted | undefined;
}

/** The characters that stand for themselves in a string: no quote, backslash or control character. */
const PLAIN = String.raw`[^"\\\u0000-\u001f]*`;
const STRING = String.raw`"${PLAIN}(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})${PLAIN})*"`;
const SCALAR = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`;
const TOKEN = new RegExp(String.raw`[ \t\n\r]*(?:([{}[\],:])|(${STRING})|(${SCALAR}))`, 'y');

function wantedOf(paths: readonly Path[]): Wanted {
  const root: Wanted = { within: new Map() };
  for (const path of paths) {
    let at = root;
    for (const step of path) {
      const key = String(step);
      let next = at.within.get(key);
      if (!next) {
        next = { within: new Map() };
        at.within.set(key, next);
      }
      at = next;
    }
  }
  return root;
}

/** What is known of a path: as far as the text has it. */
function spanOf(root: Wanted, path: Path): Span | undefined {
  let at = root;
  let isWhole = true;
  for (const step of path) {
    const next = at.within.get(String(step));
    if (next?.value === undefined) {
      isWhole = false;
      break;
    }
    at = next;
  }
  if (at === root || at.value === undefined) return undefined;
  const { name, value, isContainer } = at;
  if (isWhole && !isContainer) return name ? { start: name.start, end: value.end } : value;
  return name ?? { start: value.start, end: value.start + 1 };
}

/** Reads a text once, from left to right. Of members with the same name the last counts, as it does for PostgreSQL. */
export function locate(text: string, paths: readonly Path[]): Places {
  const root = wantedOf(paths);
  const frames: Frame[] = [];
  let isDone = false;
  let at = 0;
  let end = text.length;
  while (end > 0 && ' \t\n\r'.includes(text[end - 1] ?? '')) end -= 1;

  function ended() {
    const frame = frames.at(-1);
    if (frame) frame.next = 'after';
    else isDone = true;
  }
  /** The place that the next value is at. */
  function placed(): Wanted | undefined {
    const frame = frames.at(-1);
    return frame ? frame.member : root;
  }

  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match || isDone) break;
    const [whole, sign, string, scalar] = match;
    const start = at + whole.search(/[^ \t\n\r]/);
    const stop = at + whole.length;
    const frame = frames.at(-1);
    const isValueDue = frame ? frame.next === 'value' : true;
    const canClose = frame !== undefined && (frame.next === 'after' || frame.count === 0);
    if (string !== undefined && frame?.isObject && frame.next === 'name') {
      frame.member = frame.wanted?.within.get(JSON.parse(string) as string);
      if (frame.member) frame.member.name = { start, end: stop };
      frame.count += 1;
      frame.next = 'value';
      at = stop;
      TOKEN.lastIndex = at;
      const colon = TOKEN.exec(text);
      if (colon?.[1] !== ':') break;
      at += colon[0].length;
      continue;
    }
    if ((string ?? scalar) !== undefined || sign === '{' || sign === '[') {
      if (!isValueDue) break;
      if (frame && !frame.isObject) {
        frame.member = frame.wanted?.within.get(String(frame.count));
        frame.count += 1;
      }
      const place = placed();
      if (place) {
        place.value = { start, end: stop };
        place.isContainer = sign !== undefined;
      }
      if (sign === undefined) ended();
      else {
        const isObject = sign === '{';
        frames.push({ isObject, wanted: place, count: 0, next: isObject ? 'name' : 'value', member: undefined });
      }
    } else if (sign === ',') {
      if (frame?.next !== 'after') break;
      frame.next = frame.isObject ? 'name' : 'value';
    } else if (sign !== ':' && frame && canClose && frame.isObject === (sign === '}')) {
      frames.pop();
      ended();
    } else break;
    at = stop;
  }
  const isWhole = isDone && at >= end;
  const rest = text.slice(at).search(/[^ \t\n\r]/);
  const from = at + Math.max(rest, 0);
  const line = text.slice(from).search(/[\n\r]/);
  return {
    spans: paths.map((path) => spanOf(root, path)),
    broken: isWhole
      ? undefined
      : { start: rest < 0 ? Math.max(end - 1, 0) : from, end: line < 0 ? text.length : from + line },
  };
}

// The project's compiler in the page, as WebAssembly (www/own_check): reads a CHECK, and judges rows by it beside the
// project's own. Knows no database.

import type { DatabaseError } from '../../database/request';
import type { Case, Compiled, Constraint } from './protocol';

/** Empty where the page was built without it. */
const built: Readonly<Record<string, string>> = import.meta.glob<string>('./made/own_check.wasm', {
  query: '?url',
  import: 'default',
  eager: true,
});

interface Exports {
  readonly memory: WebAssembly.Memory;
  input(bytes: number): number;
  output(): number;
  compile(): number;
  judge(bytes: number): number;
}

/** What the module answers about a row. */
interface Judgement {
  readonly error: Pick<DatabaseError, 'code' | 'constraint' | 'column'> | null;
  readonly unknowable: boolean;
}

/** An expression so deeply nested that the compiler runs out of its stack. */
const GAVE_UP: Compiled = {
  error: {
    kind: 'unsupported',
    message: 'it is nested too deeply for the compiler in this page',
    line: null,
    column: null,
  },
};

let compiling: Promise<WebAssembly.Module> | undefined;

async function fetched(address: string): Promise<WebAssembly.Module> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** What libraries of the compiler would import for random numbers, which nothing here asks for. */
function unused(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, () => never>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => {
      throw new Error(`${from}.${name} is not there`);
    };
  }
  return imports;
}

function write(exports: Exports, ...texts: string[]): number[] {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  const start = exports.input(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = start;
  for (const each of bytes) {
    new Uint8Array(exports.memory.buffer, at, each.length).set(each);
    at += each.length;
  }
  return bytes.map(({ length }) => length);
}

function read<T>(exports: Exports, length: number): T {
  const bytes = new Uint8Array(exports.memory.buffer, exports.output(), length);
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

const NO_COLUMNS = /^\s*\{\s*\}\s*$/;

/** A CHECK that was compiled, with the project's own. */
export class CompiledCheck {
  readonly #exports: Exports;
  readonly #sql: string;

  constructor(exports: Exports, { sql }: Pick<Constraint, 'sql'>) {
    this.#exports = exports;
    this.#sql = sql;
  }

  /** What the database would answer. */
  judge({ text, current }: Case): { readonly error: DatabaseError | undefined; readonly unknowable: boolean } {
    // PostgREST makes no statement of an update without columns, so nothing refuses a stored row that violates the new CHECK.
    if (current !== undefined && NO_COLUMNS.test(text)) return { error: undefined, unknowable: false };
    const [length = 0] = write(this.#exports, text, current ?? '');
    const { error, unknowable } = read<Judgement>(this.#exports, this.#exports.judge(length));
    if (error === null) return { error: undefined, unknowable };
    return { error: { message: this.#sql, details: null, hint: null, ...error }, unknowable };
  }
}

/** What the compiler makes of an expression; undefined where the page was built without it. */
export async function compile(
  expression: string,
): Promise<{ readonly compiled: Compiled; readonly check: CompiledCheck | undefined } | undefined> {
  const [address] = Object.values(built);
  if (address === undefined) return undefined;
  compiling ??= fetched(address);
  // A new instance for each: nothing of the CHECK before is left.
  const module = await compiling;
  const { exports } = await WebAssembly.instantiate(module, unused(module));
  const own = exports as unknown as Exports;
  try {
    write(own, expression);
    const compiled = read<Compiled>(own, own.compile());
    return { compiled, check: 'error' in compiled ? undefined : new CompiledCheck(own, { sql: expression }) };
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) throw error;
    return { compiled: GAVE_UP, check: undefined };
  }
}

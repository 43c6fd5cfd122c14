// JSON Patch (RFC 6902) on a document that is plain JSON. Knows nothing of schemas or agents.

import { isRow } from '../api/bulk.js';
import { pointerOf } from '../issue/issue.js';

/** An object or an array: what has members. */
export type JsonNode = Record<string, unknown> | unknown[];

/** Why a patch cannot be applied. */
export type PatchFault = {
  /**
   * `operations`: the patch is not a list of JSON Patch's operations. `place`: there is nothing at the pointer, or no
   * place for a value. `test`: the value is not the one that was expected. `name`: a name by which prototypes are
   * changed. `size`: the copies together are too large.
   */
  readonly reason: 'operations' | 'place' | 'test' | 'name' | 'size';
  /** The index of the operation in the patch. */
  readonly operation?: number;
  /** The pointer that the operation gives. */
  readonly place?: string;
};

/** The new document, or why there is none. */
export type Patched = { readonly document: unknown } | { readonly fault: PatchFault };

/** What `copy` may add in all, in code units of JSON: copies of copies grow without bound. */
const LARGEST_COPIES = 10_000_000;
/** RFC 6901, section 4: an index has no leading zero. */
const INDEX = /^(0|[1-9]\d*)$/;

/** What stops a patch. */
class Fault extends Error {
  readonly reason: PatchFault['reason'];
  readonly names: readonly string[] | undefined;
  constructor(reason: PatchFault['reason'], names?: readonly string[]) {
    super(reason);
    this.reason = reason;
    this.names = names;
  }
}

/** Whether a prototype is reached by these names, in an application that merges objects carelessly. */
function isOfPrototype(names: readonly string[]): boolean {
  return names.some(
    (name, index) => name === '__proto__' || (name === 'prototype' && names[index - 1] === 'constructor'),
  );
}

export function isNode(value: unknown): value is JsonNode {
  return value !== null && typeof value === 'object';
}

/** The names in a JSON Pointer (RFC 6901), or undefined if it is none. */
export function namesOf(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The member with the name; undefined if there is none, which no JSON value is. */
export function memberOf(value: unknown, name: string | number): unknown {
  if (Array.isArray(value)) return INDEX.test(String(name)) ? value[Number(name)] : undefined;
  return isRow(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether two JSON values are equal (RFC 6902, section 4.6). Does not recurse, so no nesting overflows the stack. */
function areEqual(one: unknown, other: unknown): boolean {
  const pairs: [unknown, unknown][] = [[one, other]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (!isNode(a) || !isNode(b) || Array.isArray(a) !== Array.isArray(b)) return false;
    const names = Object.keys(a);
    if (names.length !== Object.keys(b).length) return false;
    for (const name of names) {
      if (!Object.hasOwn(b, name)) return false;
      pairs.push([(a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]]);
    }
  }
  return true;
}

/** A patch at work on a document, which it changes. */
class Patching {
  document: unknown;
  copied = 0;

  constructor(document: unknown) {
    this.document = document;
  }

  apply(operation: unknown): void {
    if (!isRow(operation)) throw new Fault('operations');
    const op = memberOf(operation, 'op');
    const path = this.namesIn(memberOf(operation, 'path'));
    if (op === 'remove') this.remove(path);
    else if (op === 'move') this.move(this.namesIn(memberOf(operation, 'from')), path);
    else if (op === 'copy') this.add(path, this.copyOf(this.valueAt(this.namesIn(memberOf(operation, 'from')))));
    else {
      const value = memberOf(operation, 'value');
      if (value === undefined) throw new Fault('operations');
      if (op === 'add') this.add(path, value);
      else if (op === 'replace') this.replace(path, value);
      else if (op !== 'test') throw new Fault('operations');
      else if (!areEqual(this.valueAt(path), value)) throw new Fault('test', path);
    }
  }

  private move(from: readonly string[], path: readonly string[]): void {
    if (pointerOf(from) === pointerOf(path)) {
      this.valueAt(from);
      return;
    }
    // Nothing moves into itself (section 4.4).
    if (pointerOf(path).startsWith(`${pointerOf(from)}/`)) throw new Fault('place', path);
    this.add(path, this.remove(from));
  }

  private namesIn(pointer: unknown): string[] {
    const names = typeof pointer === 'string' ? namesOf(pointer) : undefined;
    if (names === undefined) throw new Fault('operations');
    if (isOfPrototype(names)) throw new Fault('name', names);
    return names;
  }

  private valueAt(names: readonly string[]): unknown {
    let value = this.document;
    for (const name of names) value = memberOf(value, name);
    if (value === undefined) throw new Fault('place', names);
    return value;
  }

  private copyOf(value: unknown): unknown {
    const text = JSON.stringify(value);
    this.copied += text.length;
    if (this.copied > LARGEST_COPIES) throw new Fault('size');
    return JSON.parse(text);
  }

  /** The object or array that has the last of the names, and that name. */
  private parentOf(names: readonly string[]): [JsonNode, string] {
    const parent = this.valueAt(names.slice(0, -1));
    if (!isNode(parent)) throw new Fault('place', names);
    return [parent, names.at(-1) as string];
  }

  private add(names: readonly string[], value: unknown): void {
    if (names.length === 0) {
      this.document = value;
      return;
    }
    const [parent, name] = this.parentOf(names);
    if (!Array.isArray(parent)) {
      parent[name] = value;
      return;
    }
    const index = name === '-' ? parent.length : INDEX.test(name) ? Number(name) : Infinity;
    if (index > parent.length) throw new Fault('place', names);
    parent.splice(index, 0, value);
  }

  private remove(names: readonly string[]): unknown {
    const removed = this.valueAt(names);
    if (names.length === 0) {
      this.document = null;
      return removed;
    }
    const [parent, name] = this.parentOf(names);
    if (Array.isArray(parent)) parent.splice(Number(name), 1);
    else delete parent[name];
    return removed;
  }

  private replace(names: readonly string[], value: unknown): void {
    this.valueAt(names);
    if (names.length === 0) {
      this.document = value;
      return;
    }
    const [parent, name] = this.parentOf(names);
    (parent as Record<string, unknown>)[name] = value;
  }
}

/**
 * Applies the patch to the document, which is changed; if there is a fault, discard it. Values of the patch become part
 * of the document. What is only moved stays the same object.
 */
export function applyPatch(document: unknown, patch: unknown): Patched {
  if (!Array.isArray(patch)) return { fault: { reason: 'operations' } };
  const patching = new Patching(document);
  for (const [operation, each] of patch.entries()) {
    try {
      patching.apply(each);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      const { reason, names } = fault;
      return { fault: { reason, operation, ...(names !== undefined && { place: pointerOf(names) }) } };
    }
  }
  return { document: patching.document };
}

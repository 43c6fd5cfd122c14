// A JSON value from which members and items are taken away, and which remembers the places that they had. Knows JSON,
// but no schema. Never recurses, so no nesting overflows the stack.

import type { PathSegment } from '../issue/issue.js';
import { cut } from '../issue/text.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Container = Json[] | { [key: string]: Json };

export function isContainer(value: Json | undefined): value is Container {
  return value !== null && typeof value === 'object';
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return isContainer(value) && !Array.isArray(value);
}

/** A container's own member or item, by its key as paths have it. */
export function memberOf(container: Json | undefined, segment: PathSegment): Json | undefined {
  if (!isContainer(container) || !Object.hasOwn(container, segment)) return undefined;
  return (container as Record<PathSegment, Json>)[segment];
}

/** A JSON text that is the same for equal values, in whatever order their members are. */
export function normal(value: Json): string {
  return JSON.stringify(value, (_, each: Json) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

/** The value, which nobody can change any more. */
export function frozen<Value extends Json>(value: Value): Value {
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isContainer(next)) for (const inner of Object.values(Object.freeze(next))) open.push(inner);
  }
  return value;
}

/** A key as issues have it: in UTF-8, which has no lone surrogates, and cut if it is long. */
export function nameOf(key: string): string {
  return cut(key.replace(/\p{Cs}/gu, '\ufffd'));
}

/** How many leaves the value has: scalars, and containers that are empty. */
export function leavesIn(value: Json): number {
  let leaves = 0;
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const inner = isContainer(next) ? Object.values(next) : [];
    if (inner.length === 0) leaves++;
    for (const each of inner) open.push(each);
  }
  return leaves;
}

/** How many levels of containers the value has. */
export function depthOf(value: Json): number {
  let depth = 0;
  for (let level = [value].filter(isContainer); level.length > 0; depth++) {
    level = level.flatMap((each) => Object.values(each).filter(isContainer));
  }
  return depth;
}

/** A value that is being cut. */
export class Tree<Reason> {
  readonly root: Json;
  /** The original index of each item of the arrays that have lost some. */
  readonly #places = new WeakMap<Json[], number[]>();
  readonly dropped: { readonly path: readonly PathSegment[]; readonly reason: Reason }[] = [];

  constructor(root: Json) {
    this.root = root;
  }

  /** The value at the path, as issues name it now; undefined if there is none. */
  at(path: readonly PathSegment[]): Json | undefined {
    return path.reduce<Json | undefined>(memberOf, this.root);
  }

  /**
   * Takes the values at these paths away. A path that leads nowhere stands for the last value on it, and a key that
   * issues name in part, since it is long, for every key that begins so. The root stays.
   * @returns whether anything was there
   */
  drop(paths: Iterable<readonly [path: readonly PathSegment[], reason: Reason]>): boolean {
    const cuts = new Map<Container, { readonly at: PathSegment[]; readonly names: Map<PathSegment, Reason> }>();
    for (const [path, reason] of paths) {
      let container: Json = this.root;
      const at: PathSegment[] = [];
      for (const [depth, segment] of path.entries()) {
        if (!isContainer(container)) break;
        const inner: Json | undefined = memberOf(container, segment);
        if (depth < path.length - 1 && isContainer(inner)) {
          at.push(this.#place(container, segment));
          container = inner;
          continue;
        }
        const cutHere = cuts.get(container) ?? { at: [...at], names: new Map() };
        cuts.set(container, cutHere);
        if (!cutHere.names.has(segment)) cutHere.names.set(segment, reason);
        break;
      }
    }
    const before = this.dropped.length;
    for (const [container, { at, names }] of cuts) this.#cut(container, at, names);
    return this.dropped.length > before;
  }

  /** Where an item or a member was in the beginning. */
  #place(container: Container, segment: PathSegment): PathSegment {
    if (!Array.isArray(container)) return segment;
    return this.#places.get(container)?.[segment as number] ?? segment;
  }

  #cut(container: Container, at: readonly PathSegment[], names: ReadonlyMap<PathSegment, Reason>): void {
    if (!Array.isArray(container)) {
      for (const key of Object.keys(container)) {
        const name = nameOf(key);
        if (!names.has(name)) continue;
        this.dropped.push({ path: [...at, name], reason: names.get(name) as Reason });
        delete container[key];
      }
      return;
    }
    const places = this.#places.get(container) ?? [...container.keys()];
    const stay: number[] = [];
    for (const index of container.keys()) {
      if (names.has(index)) {
        this.dropped.push({ path: [...at, places[index] as number], reason: names.get(index) as Reason });
      } else {
        stay.push(index);
      }
    }
    this.#places.set(
      container,
      stay.map((index) => places[index] as number),
    );
    const items = stay.map((index) => container[index] as Json);
    container.length = 0;
    for (const item of items) container.push(item);
  }
}

// Which issues a change of a document has introduced, and which were there before it. Knows paths and places, no rules.
//
// An index says little about which item is meant, since items are inserted, removed and moved. So an issue is known
// again by the object that it is about, where that object survived the change; else by the text of the list item in
// which it is; else by its path, if what stood there was replaced.

import type { AnyIssue, PathSegment } from '../issue/issue.js';
import { isNode, type JsonNode, memberOf } from '../json/patch.js';

/** Where an issue is: the object or list that it is about, and what leads on from there. */
interface Place {
  readonly issue: AnyIssue;
  readonly node: JsonNode | undefined;
  /** Says which issue of the node it is. */
  readonly inNode: string;
  /** The same for the item of the outermost list that the issue is in, by the item's text; if it is in one. */
  readonly inItem: string | undefined;
}

/** The issues of a document before a change, where they are. */
export interface Known {
  readonly places: readonly Place[];
  readonly nodes: ReadonlySet<JsonNode>;
  readonly texts: Texts;
}

/** Numbers for texts of items: equal for equal texts. Each item is written once. */
class Texts {
  private readonly numbers = new Map<string, number>();
  private readonly written = new Map<unknown, number>();

  of(item: unknown): number {
    let number = this.written.get(item);
    if (number !== undefined) return number;
    const text = JSON.stringify(item);
    number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    if (isNode(item)) this.written.set(item, number);
    return number;
  }

  /** For a document that has been changed since. */
  forget(): void {
    this.written.clear();
  }
}

/** How often each key occurs. */
class Counts {
  private readonly counts = new Map<string, number>();

  add(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** Whether the key was there; it then occurs once less. */
  take(key: string): boolean {
    const count = this.counts.get(key) ?? 0;
    if (count > 0) this.counts.set(key, count - 1);
    return count > 0;
  }
}

function keyOf({ source, code }: AnyIssue, rest: readonly unknown[]): string {
  return `${source} ${code} ${JSON.stringify(rest)}`;
}

function placeOf(document: unknown, issue: AnyIssue, texts: Texts): Place {
  const { path } = issue;
  let node = isNode(document) ? document : undefined;
  let rest: readonly PathSegment[] = path;
  let value: unknown = document;
  let inItem: string | undefined;
  for (const [index, segment] of path.entries()) {
    const isItem = Array.isArray(value);
    value = memberOf(value, segment);
    if (isItem && inItem === undefined && value !== undefined) {
      inItem = keyOf(issue, [path.slice(0, index), texts.of(value), path.slice(index + 1)]);
    }
    if (!isNode(value)) {
      // An item that is no object is known by its value.
      if (isItem && value !== undefined) rest = [{ value } as never, ...path.slice(index + 1)];
      break;
    }
    // An object that is a member, and the last of the path, may be exchanged for another in the same place.
    if (index < path.length - 1 || isItem) {
      node = value;
      rest = path.slice(index + 1);
    }
  }
  return { issue, node, inNode: keyOf(issue, rest), inItem };
}

/** All objects and lists of the document. Does not recurse, so no nesting overflows the stack. */
function nodesOf(document: unknown): Set<JsonNode> {
  const nodes = new Set<JsonNode>();
  const open = [document];
  while (open.length > 0) {
    const value = open.pop();
    if (!isNode(value)) continue;
    nodes.add(value);
    for (const member of Object.values(value)) open.push(member);
  }
  return nodes;
}

/** Where the issues of the document are, to be asked before it is changed. */
export function knownIssues(document: unknown, issues: readonly AnyIssue[]): Known {
  const texts = new Texts();
  const places = issues.map((issue) => placeOf(document, issue, texts));
  texts.forget();
  return { places, nodes: nodesOf(document), texts };
}

/** Those of the issues of the changed document that it did not have before. */
export function introducedIssues(known: Known, document: unknown, issues: readonly AnyIssue[]): AnyIssue[] {
  const { texts } = known;
  const after = nodesOf(document);
  const survived = new Map<JsonNode | undefined, Counts>();
  for (const { node, inNode } of known.places) {
    const counts = survived.get(node) ?? new Counts();
    survived.set(node, counts);
    counts.add(inNode);
  }
  const isReplaced = (node: JsonNode | undefined, nodes: ReadonlySet<JsonNode>) =>
    node === undefined || !nodes.has(node);
  // What stood in a place that was replaced is known by its text, and else by its path.
  const gone = known.places.filter(({ node }) => isReplaced(node, after));
  const unlike = issues
    .map((issue) => placeOf(document, issue, texts))
    .filter(({ node, inNode }) => !(survived.get(node)?.take(inNode) ?? false));
  const [byText, byPath] = [new Counts(), new Counts()];
  const taken = new Counts();
  for (const { inItem } of gone) if (inItem !== undefined) byText.add(inItem);
  const others = unlike.filter(({ node, inItem }) => {
    if (inItem === undefined || !isReplaced(node, known.nodes) || !byText.take(inItem)) return true;
    taken.add(inItem);
    return false;
  });
  for (const { issue, inItem } of gone) {
    if (inItem === undefined || !taken.take(inItem)) byPath.add(keyOf(issue, issue.path));
  }
  return others
    .filter(({ node, issue }) => !isReplaced(node, known.nodes) || !byPath.take(keyOf(issue, issue.path)))
    .map(({ issue }) => issue);
}

// What can be kept of data that may no longer be what a schema and its rules ask for, so that the least is lost. Knows
// JSON Schema's keywords and how issues name places, but no stage: what is sound is for the judge to say.

import type { AnyIssue, PathSegment } from '../issue/issue.js';
import { own, type Schema } from '../issue/label.js';
import { depthOf, isContainer, isObject, type Json, leavesIn, memberOf, nameOf, normal, type Tree } from './tree.js';

/** Everything that is wrong with the data. */
export type Judge<Found extends AnyIssue> = (data: Json) => readonly Found[];

/** After this many rounds, whole members of the root are dropped; data needs fewer than ten. */
const MOST_ROUNDS = 30;
/** Nesting that no engine and no database has a limit below. */
const HARMLESS_DEPTH = 100;
/** The most members of one object among which the lightest to drop are looked for in all combinations. */
const MOST_COMBINED = 10;

/** PostgreSQL's code for a CHECK, the one error of a row that another column can mend. */
export const CHECK_VIOLATION = '23514';

/** The limit of a list's items or an object's members, if the issue is that there are more. */
function excess(code: string, params: AnyIssue['params']): number | undefined {
  const { limit } = params;
  return (code === 'maxItems' || code === 'maxProperties') && typeof limit === 'number' ? limit : undefined;
}

/** The schema of a place, as far as it holds in any case: `properties` and `items`, without conditions. */
function schemaAt(schema: Schema, path: readonly PathSegment[]): Schema {
  return path.reduce<Schema>(
    (at, segment) => (typeof segment === 'number' ? own(at, 'items') : own(own(at, 'properties'), segment)),
    schema,
  );
}

/** Whether the value itself must go, whatever stands beside it. */
function isForced(schema: Schema, { source, code, path, params, sqlstate }: AnyIssue): boolean {
  if (source === 'database') return sqlstate !== CHECK_VIOLATION;
  if (source !== 'schema') return false;
  if (code === 'additionalProperties') return own(schemaAt(schema, path.slice(0, -1)), code) === false;
  const asked = own(schemaAt(schema, path), code);
  return asked !== undefined && (params.limit === undefined || params.limit === asked);
}

/** The indexes of the items that equal an earlier one. */
function repeated(items: readonly Json[]): number[] {
  const seen = new Set<string>();
  return [...items.keys()].filter((index) => seen.size === seen.add(normal(items[index] as Json)).size);
}

/** The lightest items or members to drop until there are no more than `limit`; of equal ones the last. */
function lightest(container: Json, limit: number, wrong: ReadonlyMap<PathSegment, number>): PathSegment[] {
  const keys: PathSegment[] = Array.isArray(container) ? [...container.keys()] : Object.keys(container as object);
  // What must be dropped from it anyway is not lost with it.
  const weighed = keys.map((key, place) => {
    const loss = leavesIn(memberOf(container, key) as Json) - (wrong.get(key) ?? 0);
    return { key, place, loss };
  });
  weighed.sort((a, b) => a.loss - b.loss || b.place - a.place);
  return weighed
    .slice(0, Math.max(0, keys.length - limit))
    .map(({ key }) => (typeof key === 'string' ? nameOf(key) : key));
}

/** An object whose members contradict each other. */
interface Contradiction<Found> {
  readonly object: { [key: string]: Json };
  readonly path: readonly PathSegment[];
  /** The members that issues are about, each with its first issue. An issue may be about a member that is absent. */
  readonly named: Map<string, Found>;
}

/** The members that an issue of the object is about: the one at its place, and those that a CHECK reads. */
function membersIn({ path, params }: AnyIssue): unknown[] {
  return [path.at(-1), ...(Array.isArray(params.columns) ? params.columns : [])];
}

/** The lightest members whose absence leaves nothing wrong with the object, which is judged without what is around it. */
function lightestOf<Found extends AnyIssue>(
  { object, path, named }: Contradiction<Found>,
  judge: Judge<Found>,
): readonly string[] {
  const members = Object.keys(object);
  /** What is wrong with the object's own members without some of them. */
  const without = (absent: ReadonlySet<unknown>): readonly Found[] => {
    const rest = Object.fromEntries(Object.entries(object).filter(([key]) => !absent.has(key)));
    const around = path.reduceRight<Json>(
      (inner, segment) => (typeof segment === 'number' ? [inner] : { [segment]: inner }),
      rest,
    );
    return judge(around).filter((issue) => issue.path.length === path.length + 1);
  };
  const before = without(new Set());
  // The contradiction is with something elsewhere, such as another item that has the same name.
  if (before.length === 0) return [...named.keys()];
  const told = ({ code, pointer }: AnyIssue): string => `${code} ${pointer}`;
  const first = new Set(before.map(told));
  const involved = new Set<unknown>(before.flatMap(membersIn));
  for (const key of members) {
    const after = without(new Set([key]));
    const left = new Set(after.map(told));
    // What its absence mends, or breaks.
    if ([...first].some((issue) => !left.has(issue))) involved.add(key);
    if (involved.has(key)) for (const member of after.flatMap(membersIn)) involved.add(member);
  }
  const candidates = members.filter((key) => involved.has(key));
  if (candidates.length > MOST_COMBINED) return [...named.keys()];
  const loss = candidates.map((key) => leavesIn(object[key] as Json));
  const choices = Array.from({ length: 2 ** candidates.length }, (_, bits) => {
    const places = [...candidates.keys()].filter((place) => (bits >> place) & 1);
    return {
      absent: new Set(places.map((place) => candidates[place] as string)),
      loss: places.reduce((sum, place) => sum + (loss[place] as number), 0),
      // Of two that weigh the same, the one that the issues are about goes.
      others: places.filter((place) => !named.has(candidates[place] as string)).length,
    };
  });
  choices.sort((a, b) => a.loss - b.loss || a.others - b.others);
  return [...(choices.find(({ absent }) => without(absent).length === 0)?.absent ?? named.keys())];
}

/** What to drop of objects whose members contradict each other. */
function contradictions<Found extends AnyIssue>(
  tree: Tree<Found>,
  issues: readonly Found[],
  judge: Judge<Found>,
): [readonly PathSegment[], Found][] {
  const found: [readonly PathSegment[], Found][] = [];
  const groups = new Map<Json, Contradiction<Found>>();
  for (const issue of issues) {
    const path = issue.path.slice(0, -1);
    const object = tree.at(path);
    const key = issue.path.at(-1);
    if (typeof key !== 'string' || !isObject(object)) {
      found.push([issue.path, issue]);
      continue;
    }
    const group = groups.get(object) ?? { object, path, named: new Map() };
    groups.set(object, group);
    if (!group.named.has(key)) group.named.set(key, issue);
  }
  for (const group of groups.values()) {
    const [first] = group.named.values();
    for (const key of lightestOf(group, judge)) {
      found.push([[...group.path, key], group.named.get(key) ?? (first as Found)]);
    }
  }
  return found;
}

/** How many issues are about each member or item, by the container that it is in. */
function faults(tree: Tree<AnyIssue>, issues: readonly AnyIssue[]): Map<Json, Map<PathSegment, number>> {
  const found = new Map<Json, Map<PathSegment, number>>();
  for (const { path } of issues) {
    let value: Json | undefined = tree.root;
    for (const segment of path) {
      if (!isContainer(value)) break;
      const counts = found.get(value) ?? new Map<PathSegment, number>();
      found.set(value, counts.set(segment, (counts.get(segment) ?? 0) + 1));
      value = memberOf(value, segment);
    }
  }
  return found;
}

/**
 * The members of the root that cannot be judged, each by itself: it is nested too deeply, or its key is no text. All of
 * them if no single one is at fault, but they are too large together.
 */
function unjudged<Found extends AnyIssue>(tree: Tree<Found>, issue: Found, judge: Judge<Found>) {
  const members = Object.entries(tree.root as { [key: string]: Json });
  const isBeyond = ([key, value]: [string, Json]) =>
    (depthOf(value) > HARMLESS_DEPTH || key !== nameOf(key)) &&
    judge({ [key]: value }).some(({ path }) => path.length === 0);
  const beyond = members.filter(isBeyond);
  return (beyond.length > 0 ? beyond : members).map(([key]): [PathSegment[], Found] => [[nameOf(key)], issue]);
}

/** What one round drops: what must go in any case, or else repetitions, or else excess, or else contradictions. */
function round<Found extends AnyIssue>(
  tree: Tree<Found>,
  issues: readonly Found[],
  schema: Schema,
  judge: Judge<Found>,
): [readonly PathSegment[], Found][] {
  const at = (path: readonly PathSegment[]): Json => tree.at(path) ?? null;
  const whole = issues.find(({ path }) => path.length === 0);
  if (whole !== undefined) return unjudged(tree, whole, judge);
  const forced = issues.filter(
    (issue) =>
      issue.code !== 'uniqueItems' && excess(issue.code, issue.params) === undefined && isForced(schema, issue),
  );
  if (forced.length > 0) return forced.map((issue) => [issue.path, issue]);
  const again = issues
    .filter(({ code, path }) => code === 'uniqueItems' && Array.isArray(at(path)))
    .flatMap((issue) =>
      repeated(at(issue.path) as Json[]).map((index): [PathSegment[], Found] => [[...issue.path, index], issue]),
    );
  if (again.length > 0) return again;
  const wrongIn = faults(tree, issues);
  const tooMany = issues.flatMap((issue) => {
    const limit = excess(issue.code, issue.params);
    const container = at(issue.path);
    if (limit === undefined || !isContainer(container)) return [];
    // The judge does not compare the entries of such a list.
    const again =
      Array.isArray(container) && own(schemaAt(schema, issue.path), 'uniqueItems') ? repeated(container) : [];
    if (again.length > 0) return again.map((index): [PathSegment[], Found] => [[...issue.path, index], issue]);
    const wrong = wrongIn.get(container) ?? new Map();
    return lightest(container, limit, wrong).map((key): [PathSegment[], Found] => [[...issue.path, key], issue]);
  });
  return tooMany.length > 0 ? tooMany : contradictions(tree, issues, judge);
}

/**
 * Drops from the tree what must go until the judge finds nothing wrong. Each round drops everything that the issues of
 * one judgement ask for, so that the judge is called a few times, however much there is.
 */
export function revive<Found extends AnyIssue>(tree: Tree<Found>, schema: Schema, judge: Judge<Found>): void {
  for (let rounds = 1; ; rounds++) {
    const issues = judge(tree.root);
    if (issues.length === 0) return;
    const of: Iterable<readonly [readonly PathSegment[], Found]> =
      rounds > MOST_ROUNDS ? [] : round(tree, issues, schema, judge);
    // Nothing could be told from the issues: whole members go.
    if (!tree.drop(of) && !tree.drop(issues.map((issue) => [issue.path.slice(0, 1), issue]))) return;
  }
}

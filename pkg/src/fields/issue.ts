// What a form does with issues: the one to show first, the stage it belongs to, and its sentence in another language.

import { oneOf, ownOptions } from '../api/arguments.js';
import { columns } from '../generated/columns.js';
import { type Stage, schemas, stageColumns, stages } from '../generated/facts.js';
import { type AnyIssue, type PathSegment, type RawIssue, SOURCES } from '../issue/issue.js';
import { labelOf, own, type Schema } from '../issue/label.js';
import { checkedLabels } from '../issue/own_labels.js';
import { rowSchema } from '../issue/titles.js';
import { jsonText } from '../json/text.js';
import { checkedLocale, type Locale, sentenceOf, type Wording } from '../messages/catalogue.js';
import { english } from '../messages/english.js';
import { aField } from './schema.js';
import type { Field } from './types.js';

/** What more may be known of an issue. */
export interface WordingOptions {
  /**
   * The stage whose data was judged, if the issue is of `validateStage`: its path does not name the stage. Without it, a
   * key that several stages have is called by its name in words.
   */
  readonly stage?: Stage | undefined;
  /** Your own names for fields, as in `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /**
   * What was judged: the stage's data, the row or the rows. It gives the sentence the names of list items, the currency
   * and the time zone, and lets it say what exactly is wrong with the value.
   */
  readonly data?: unknown;
}

/** An issue as it was, or as it comes back from JSON. */
type Told = Pick<AnyIssue, 'source' | 'code' | 'path' | 'params'> & Partial<AnyIssue>;

const isSegment = (segment: unknown): segment is PathSegment =>
  typeof segment === 'string' || (Number.isSafeInteger(segment) && (segment as number) >= 0);

/** The path of an issue, in a copy. */
function pathOf(issue: unknown): readonly PathSegment[] {
  const path: unknown = own(issue, 'path');
  if (!Array.isArray(path) || !path.every(isSegment)) {
    throw new TypeError('issue must have a `path` of keys and positions, as the issues of a verdict have');
  }
  return path;
}

/** A copy of an issue that may be anything. */
function checkedIssue(issue: unknown): Told {
  const copy: unknown = JSON.parse(jsonText(issue, 'issue'));
  const [source, code, params] = ['source', 'code', 'params'].map((name) => own(copy, name));
  const isObject = typeof params === 'object' && params !== null && !Array.isArray(params);
  if (!SOURCES.includes(source as never) || typeof code !== 'string' || !isObject) {
    throw new TypeError('issue must have `source`, `code`, `path` and `params`, as the issues of a verdict have');
  }
  return { ...(copy as Told), path: pathOf(copy) };
}

/** Whether a path begins at a row or an array of rows, and not in a stage's data. */
const isOfRow = ([first]: readonly PathSegment[]): boolean => typeof first !== 'string' || columns.includes(first);

/** The schema in which the issue's path is; of several stages that know the key, none. */
function schemaOf({ path, code, params }: Told, stage: Stage | undefined): Schema {
  if (stage !== undefined) return schemas[oneOf(stage, stages, 'stage')];
  if (isOfRow(path)) return rowSchema(stageColumns);
  const knowing = schemas.filter((schema) => own(own(schema, 'properties'), path[0] as string) !== undefined);
  const names = new Set(knowing.map((schema) => labelOf(schema, path, code, params).name));
  return names.size === 1 ? knowing[0] : {};
}

/** What has been checked of a locale and of labels, by the objects themselves: a form words many issues with the same. */
const wordings = /* @__PURE__ */ new WeakMap<object, WeakMap<object, Wording>>();
const NO_LABELS = {};

function wordingOf(locale: Locale, labels: Readonly<Record<string, string>> = NO_LABELS): Wording {
  const known = wordings.get(locale)?.get(labels);
  if (known !== undefined) return known;
  const made = {
    locale: checkedLocale(locale, 'locale'),
    english,
    labels: labels === NO_LABELS ? undefined : checkedLabels(labels),
  };
  const byLabels = wordings.get(locale) ?? new WeakMap<object, Wording>();
  wordings.set(locale, byLabels.set(labels, made));
  return made;
}

function reworded(issue: AnyIssue, locale: Locale, options: WordingOptions): { message: string; text: string } {
  const given = ownOptions(options, { stage: undefined, labels: undefined, data: undefined });
  const told = checkedIssue(issue);
  const wording = wordingOf(locale, given.labels);
  const schema = schemaOf(told, given.stage);
  const { message } = told;
  const otherwise =
    typeof message === 'string' ? { message, text: typeof told.text === 'string' ? told.text : message } : undefined;
  const say = (data: unknown) => sentenceOf(wording, schema, told as RawIssue, data, otherwise);
  try {
    return say(given.data);
  } catch {
    // The data may be anything, and reading it may throw.
    return say(undefined);
  }
}

/**
 * The issue's message in another language, whichever it was made in, also after it has been through JSON. A code that no
 * language knows keeps its own message. A locale, and labels, are read once: give another object if they have changed.
 * @throws TypeError that says what is wrong, if the issue, the locale or an option is not one.
 */
export function messageOf(issue: AnyIssue, locale: Locale, options: WordingOptions = {}): string {
  return reworded(issue, locale, options).message;
}

/** The same for `issue.text`, the sentence for beside the field. */
export function textOf(issue: AnyIssue, locale: Locale, options: WordingOptions = {}): string {
  return reworded(issue, locale, options).text;
}

/**
 * The stage that an issue of a row, or of rows, is about; undefined if it is about another column. The path of an issue
 * of `validateStage` does not name its stage.
 * @throws TypeError if the issue has no path.
 */
export function stageOf(issue: Pick<AnyIssue, 'path'>): Stage | undefined {
  const [first, second] = pathOf(issue);
  return stages[stageColumns.indexOf(String(typeof first === 'number' ? second : first))];
}

/** The fields of a form: the rank of each, lower if it is earlier, and the fields in it by key (`*` for any item). */
interface Ranked {
  readonly rank: number;
  readonly inner: Map<string, Ranked>;
}

/** Ranks fields in the order in which they are added. */
class Order {
  readonly root: Ranked = { rank: 0, inner: new Map() };
  #count = 0;

  /** The field with this key in another, which is added if it is not there. */
  field(within: Ranked, key: string): Ranked {
    const known = within.inner.get(key);
    if (known !== undefined) return known;
    const added = { rank: ++this.#count, inner: new Map() };
    within.inner.set(key, added);
    return added;
  }

  /** Adds the fields of a schema. */
  schema(within: Ranked, schema: Schema): this {
    const properties: unknown = own(schema, 'properties') ?? {};
    for (const [key, property] of Object.entries(properties as object)) this.schema(this.field(within, key), property);
    const items = own(schema, 'items');
    if (items !== undefined) this.schema(this.field(within, '*'), items);
    return this;
  }

  /** Adds the field of a JSON Pointer. */
  pointer(pointer: string): void {
    let field = this.root;
    for (const token of pointer.split('/').slice(1)) {
      const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
      field = this.field(field, /^\d+$/.test(key) ? '*' : key);
    }
  }
}

const knows = (schema: Schema, key: PathSegment | undefined): boolean =>
  own(own(schema, 'properties'), String(key)) !== undefined;

/** The order of the schemas: of rows, or of the first stage that has every field that is a stage's. */
function ownOrder(paths: readonly (readonly PathSegment[])[]): Ranked {
  const order = new Order();
  const keys = new Set(paths.filter((path) => !isOfRow(path)).map(([key]) => key));
  if (keys.size === 0) return order.schema(order.root, rowSchema(stageColumns)).root;
  const known = [...keys].filter((key) => schemas.some((schema) => knows(schema, key)));
  return order.schema(
    order.root,
    schemas.find((schema) => known.every((key) => knows(schema, key))),
  ).root;
}

/** Where a path's fields stand in the form: a number for each segment, lower if earlier. */
function placeOf(path: readonly PathSegment[], form: Ranked): number[] {
  let field: Ranked | undefined = form;
  const place = path.map((segment) => {
    field = field?.inner.get(typeof segment === 'number' ? '*' : segment);
    return typeof segment === 'number' ? segment : (field?.rank ?? Infinity);
  });
  // An issue about a whole stage has no control of its own: what is wrong inside is shown first.
  const [first, second] = path;
  const column = typeof first === 'number' ? second : first;
  const isWhole = path.at(-1) === column && stageColumns.includes(String(column));
  return isWhole && path.length <= 2 ? [...place, Infinity] : place;
}

/**
 * The issue whose field comes first in the form: the one to focus. Of several at one field, the first. An issue that
 * belongs to no field of the order comes last.
 * @param order the fields in the form's order, as JSON Pointers (`field.pointer` or the name of a control, with `*` or any
 * position for an item). By default, the order of the schemas: of the stages, and of each stage's fields.
 * @throws TypeError if an issue has no path, or the order is not a list of pointers.
 */
export function firstIssue<Found extends Pick<AnyIssue, 'path'>>(
  issues: readonly Found[],
  order?: readonly string[],
): Found | undefined {
  if (!Array.isArray(issues)) throw new TypeError('issues must be an array');
  if (
    order !== undefined &&
    !(Array.isArray(order) && order.every((each) => typeof each === 'string' && /^(\/|$)/.test(each)))
  ) {
    throw new TypeError("order must be a list of JSON Pointers, such as '/tiers/0/name'");
  }
  const paths = issues.map(pathOf);
  const given = new Order();
  for (const pointer of order ?? []) given.pointer(pointer);
  const form = order === undefined ? ownOrder(paths) : given.root;
  let first: Found | undefined;
  let earliest: number[] = [];
  for (const [index, path] of paths.entries()) {
    const place = placeOf(path, form);
    if (first === undefined || isBefore(place, earliest)) {
      first = issues[index];
      earliest = place;
    }
  }
  return first;
}

/** Whether one place is before another; what contains another is before it. */
function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one[at] as number, other[at] as number];
    if (a !== b) return a < b;
  }
  return one.length < other.length;
}

function* fieldsOf(field: Field): Generator<Field> {
  yield field;
  if (field.control === 'group') for (const each of field.fields) yield* fieldsOf(each);
  if (field.control === 'list') yield* fieldsOf(field.item);
}

/**
 * All fields of a field, itself included, in the order of the form.
 * @throws TypeError if it is not a field, such as a stage's of `fieldsIn()`.
 */
export function eachField(field: Field): Generator<Field> {
  return fieldsOf(aField(field));
}

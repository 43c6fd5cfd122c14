// What differs between two values of a row, leaf by leaf, and what each place is called. Knows nothing of when or why.

import { stages } from 'event-wizard-validator';
import type { StageFields } from 'event-wizard-validator/fields';
import { eachField, stageColumns } from 'event-wizard-validator/fields';
import { isObject } from './values';

export interface LeafChange {
  /** The place in the row, as a JSON Pointer. */
  readonly pointer: string;
  /** undefined: it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The leaves that differ; whole objects and lists that came or went are followed to theirs. */
export function changesBetween(before: unknown, after: unknown, pointer = ''): LeafChange[] {
  const isTree = (value: unknown) => isObject(value) || Array.isArray(value);
  if (!isTree(before) && !isTree(after)) return Object.is(before, after) ? [] : [{ pointer, before, after }];
  const members = (value: unknown) => (isTree(value) ? new Map(Object.entries(value as object)) : new Map());
  const [old, now] = [members(before), members(after)];
  const inner = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) =>
    changesBetween(old.get(key), now.get(key), `${pointer}/${key}`),
  );
  // An empty list instead of nothing has no leaves, and a text instead of an object is a change of its own.
  if (inner.length > 0 || (isTree(before) && isTree(after))) return inner;
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ pointer, before, after }];
}

/** What a place in a row is called: its stage and its field, or its column. */
export function placeNames(fields: StageFields): (pointer: string) => string {
  const labels = new Map<string, string>();
  for (const stage of stages) {
    for (const field of eachField(fields[stage])) labels.set(`/${stageColumns[stage]}${field.pointer}`, field.label);
  }
  return (pointer) => {
    const segments = pointer.split('/').slice(1);
    const names: string[] = [];
    let pattern = '';
    for (const [index, segment] of segments.entries()) {
      const isPosition = /^\d+$/.test(segment) && index > 0;
      pattern += isPosition ? '/*' : `/${segment}`;
      if (isPosition) {
        const label = labels.get(pattern) ?? names.pop() ?? '';
        if (labels.has(pattern)) names.pop();
        names.push(`${label} ${Number(segment) + 1}`);
      } else names.push(labels.get(pattern) ?? segment);
    }
    return names.join(' · ');
  };
}

/** A value in a few words. */
export function inShort(value: unknown, absent: string): string {
  if (value === undefined || value === null) return absent;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const points = [...text];
  return points.length > 60 ? `${points.slice(0, 60).join('')}…` : text;
}

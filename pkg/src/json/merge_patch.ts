// JSON Merge Patch (RFC 7396) on data of which the other side has seen a copy with harmless, perhaps shortened texts.
// Knows JSON values, but no stages.

import { isRow } from '../api/bulk.js';
import { own } from '../issue/label.js';
import { cut, harmless } from '../issue/text.js';

/** A text as an assistant may see it: hidden characters are replaced, but it keeps its lines. */
export function plain(text: string): string {
  return text.split('\n').map(harmless).join('\n');
}

/** The value with its texts, and its keys, treated by `show`. */
export function shown(value: unknown, show: (text: string) => string): unknown {
  if (typeof value === 'string') return show(value);
  if (Array.isArray(value)) return value.map((each) => shown(each, show));
  if (!isRow(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [plain(key), shown(each, show)]));
}

/** The value that replaces another. A text that is the other one as it was shown means the text that is there. */
function replacing(target: unknown, value: unknown): unknown {
  if (typeof value === 'string' && typeof target === 'string') {
    const seen = plain(target);
    return value === seen || value === cut(seen) ? target : value;
  }
  if (Array.isArray(value)) {
    const items = Array.isArray(target) ? target : [];
    return value.map((each, index) => replacing(items[index], each));
  }
  if (!isRow(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replacing(own(target, key), each)]));
}

/**
 * The target after the patch: members that the patch does not name stay, null removes a member, and whatever is not an
 * object replaces what was there. Neither argument is changed. What was shown, cut or not, and is sent back unchanged
 * changes nothing.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRow(patch)) return replacing(target, patch);
  const members = new Map(isRow(target) ? Object.entries(target) : []);
  for (const [key, each] of Object.entries(patch)) {
    if (each === null) members.delete(key);
    else members.set(key, mergePatch(members.get(key), each));
  }
  return Object.fromEntries(members);
}

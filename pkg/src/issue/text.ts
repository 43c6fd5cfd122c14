// Texts from the data on their way out of the package: bounded, on one line, and unable to change how the surrounding
// text is read. Knows no language.

import { LONGEST_TEXT } from '../generated/limits.js';

/** The text, cut to `LONGEST_TEXT` code points and followed by `…` if it is longer. */
export function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  // A code point has at most two code units, so nothing beyond this is needed.
  const points = Array.from(text.slice(0, 2 * (LONGEST_TEXT + 1)));
  return points.length > LONGEST_TEXT ? `${points.slice(0, LONGEST_TEXT).join('')}…` : text;
}

/** PostgreSQL's words before it repeats the whole row, whose other columns must not be passed on. */
const ROW = /Failing row contains \([\s\S]*/;

/** A server's message, without the row that it repeats. */
export function withoutRow(text: string): string {
  return text.replace(ROW, '…');
}

/** Texts made of these characters only, ASCII and Latin letters, contain nothing harmful. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u02ff]*$/;

/**
 * Characters that begin a new line, change the direction or are invisible: control characters, line separators, lone
 * surrogates, and what Unicode lets a renderer ignore. Not included are those that belong to the character before them
 * (the first group): variants of emoji and ideographs, and joiners between letters or emoji whose shape they affect
 * (UAX #31, 2.3).
 */
const HARMFUL =
  /((?<=\P{DI})[\ufe0e\ufe0f]|(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=[^\p{ASCII}\p{DI}]\ufe0f?)[\u200c\u200d](?=[^\p{ASCII}\p{DI}]))|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\ufff9-\ufffb]+/gu;

/** The text with U+FFFD in place of everything that could break a line, change the direction or hide something. */
export function harmless(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HARMFUL, (_, kept?: string) => kept ?? '\ufffd');
}

/** Control characters, lone surrogates, and characters that show a text in another order than it has. */
const HIDDEN = /[\p{Cc}\p{Cs}\u202d\u202e]/gu;

/** The first hidden character of a text that a field refuses, such as `U+202E`; on a single line this includes tabs. */
export function firstHidden(text: string, isLine: boolean): string | undefined {
  for (const [found] of text.matchAll(HIDDEN)) {
    if (!isLine && /[\t\n\r]/.test(found)) continue;
    return `U+${(found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return undefined;
}

/** Whether a text has nothing visible. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{DI}\u2800]*$/u.test(text);
}

/** The blocks that Unicode reserves for scripts written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether the text has a character of a script written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** The text with a direction of its own, which ends with it (U+2068, U+2069: UAX #9, 2.4). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

// Texts of the data where they leave the package: bounded, on one line, and unable to change how what stands around them
// is read. Knows no language.

/** Most code points of a text of the data that a message or a tool's result repeats. */
export const LONGEST = 200;

/** The text, cut behind `LONGEST` code points, where `…` follows. */
export function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  // A code point has at most two code units, so what stands behind these need not be looked at.
  const points = Array.from(text.slice(0, 2 * (LONGEST + 1)));
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text;
}

/** PostgreSQL's words before it repeats the whole row, whose other columns are nobody's business where one is wrong. */
const ROW = /Failing row contains \([\s\S]*/;

/** What a server says, without the row that it repeats. */
export function withoutRow(text: string): string {
  return text.replace(ROW, '…');
}

/** Texts of these characters alone, ASCII and Latin letters, have nothing harmful. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u02ff]*$/;

/**
 * Characters that begin a new line, change the direction, or are not seen: controls, line separators, lone surrogates and
 * what Unicode lets a renderer ignore. But for those that belong to the character before them (the first group): an emoji's
 * or an ideograph's variant, and joiners between letters or emoji that are shaped by them (UAX #31, 2.3).
 */
const HARMFUL =
  /((?<=\P{DI})[\ufe0e\ufe0f]|(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=[^\p{ASCII}\p{DI}]\ufe0f?)[\u200c\u200d](?=[^\p{ASCII}\p{DI}]))|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\ufff9-\ufffb]+/gu;

/** The text with U+FFFD for what could break a line, turn the direction or hide something. */
export function harmless(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HARMFUL, (_, kept?: string) => kept ?? '\ufffd');
}

/** Controls, lone surrogates, and what shows a text in another order than it has. */
const HIDDEN = /[\p{Cc}\p{Cs}\u202d\u202e]/gu;

/** The first hidden character of a text, such as `U+202E`, that a field refuses; of a line, a tab is one, too. */
export function firstHidden(text: string, isLine: boolean): string | undefined {
  for (const [found] of text.matchAll(HIDDEN)) {
    if (!isLine && /[\t\n\r]/.test(found)) continue;
    return `U+${(found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return undefined;
}

/** Whether there is nothing to see in a text. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{DI}\u2800]*$/u.test(text);
}

/** The blocks that Unicode keeps for scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether a character of the text is written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** The text in a direction of its own, which ends with it (U+2068, U+2069: UAX #9, 2.4). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

// Texts of the data where they leave the package: bounded.

/** Most code points of a text of the data that a message or a tool's result repeats. */
export const LONGEST = 200;

/** The text, cut behind `LONGEST` code points, where `…` follows. */
export function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  // A code point has at most two code units, so what stands behind these need not be looked at.
  const points = Array.from(text.slice(0, 2 * (LONGEST + 1)));
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text;
}

// `wasm_text.js` is made by scripts/wasm_text.mjs, which says how.

/** Bytes of the module. */
export const size: number;
/** How many characters of the alphabet begin a pair. */
export const escapes: number;
export const alphabet: string;
/** A bit for each byte value, in hex: whether it is written as one character. */
export const classes: string;
export const text: string;

// `wasm_text.js` is made by scripts/wasm_text.mjs, which says how.

/** Bytes of the module. */
export const size: number;
/** Bytes before its functions. */
export const head: number;
export const functions: number;
/** The first character of each symbol's code, of the instructions, of the numbers and of the rest. */
export const codeChars: string;
export const numberChars: string;
export const restChars: string;
export const code: string;
/** The numbers of branches, of local variables, the offsets of memory accesses, and constants. */
export const jumps: string;
export const locals: string;
export const offsets: string;
export const constants: string;
export const rest: string;

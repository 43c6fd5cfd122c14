// What instances of wasm modules may keep, and how engines are made to take it back. Knows neither of the two modules.

/** Bytes that data may leave behind in an instance's memory, which never shrinks; one that has grown by more is let go. */
export const MOST_LEFT = 32 * 1_048_576;

/**
 * Engines look for memory that is free when much is asked for, and a new instance asks for little: V8 would keep what a
 * large one had. Nothing is written to these pages, so that they cost nothing.
 */
export function collectable(): void {
  try {
    new WebAssembly.Memory({ initial: 1088 });
  } catch {
    // There is none, so it has looked already.
  }
}

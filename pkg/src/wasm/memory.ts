// How much memory instances of wasm modules may keep, and how engines are made to reclaim it. Knows neither of the two
// modules.

/**
 * How much data may leave behind in an instance's memory, in bytes. That memory never shrinks, so an instance that has
 * grown by more is dropped.
 */
export const MOST_LEFT = 32 * 1_048_576;

/**
 * Engines collect garbage when much memory is requested, and a new instance requests little: V8 would keep the memory
 * of a large one. Nothing is written to these pages, so they cost nothing.
 */
export function collectable(): void {
  try {
    new WebAssembly.Memory({ initial: 1088 });
  } catch {
    // There is no memory left, so the engine has collected garbage already.
  }
}

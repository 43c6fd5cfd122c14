// Starts a wasm module, and explains why if it cannot be started. Knows neither of the two modules.

/**
 * A wasm module cannot run here: there is no WebAssembly, or the browser does not let the module start. The data and
 * the schema are not at fault. `cause` is the engine's own error, if it gave one.
 */
export class WebAssemblyError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WebAssemblyError';
  }
}

/** @throws WebAssemblyError if there is no WebAssembly at all. */
export function needWebAssembly(): void {
  if (typeof WebAssembly === 'undefined') {
    throw new WebAssemblyError(
      'WebAssembly is not available here (iOS Lockdown Mode, among others, switches it off): validate on a server instead',
    );
  }
}

/**
 * An error that says what could not be started, and what to do instead. `instead` is for Chromium 91 to 114, which
 * compile and instantiate at most 4 KB synchronously on a page's main thread.
 */
export function notStarted(cause: unknown, instead: string): WebAssemblyError {
  const said = cause instanceof Error ? cause.message : String(cause);
  const how = /main thread/.test(said)
    ? `Chromium before version 115 starts a module of this size on the main thread only asynchronously: ${instead}`
    : cause instanceof RangeError
      ? 'there is no memory for it'
      : "it needs WebAssembly with SIMD (Chromium 91, Firefox 89, Safari 16.4 or later) and, under a Content-Security-Policy, `script-src 'wasm-unsafe-eval'`";
  return new WebAssemblyError(`the wasm module cannot be started here; ${how} (${said})`, { cause });
}

/**
 * The result of `start`, which compiles or instantiates a module synchronously.
 * @throws WebAssemblyError if that is not possible here.
 */
export function startAtOnce<Started>(start: () => Started, instead: string): Started {
  needWebAssembly();
  try {
    return start();
  } catch (cause) {
    throw notStarted(cause, instead);
  }
}

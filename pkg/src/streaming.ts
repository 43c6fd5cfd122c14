// Fetches the .wasm file and compiles it while it arrives.

import { needWebAssembly } from './webassembly.js';

let compiled: WebAssembly.Module | undefined;
let loading: Promise<WebAssembly.Module> | undefined;

/** What `init` takes: where the .wasm file is, a response with it, its bytes, or the compiled module. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** The module, once `init` has loaded it. */
export function loaded(): WebAssembly.Module {
  if (compiled === undefined) throw new Error('call `await init()` first, once');
  return compiled;
}

/**
 * Loads the wasm module; call it once, before the other functions. The file is the one beside this script unless
 * said otherwise. Calling it again waits for the first call, and after a failure tries again.
 */
export async function init(source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  loading ??= load(source);
  try {
    compiled = await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

async function load(source?: WasmSource | PromiseLike<WasmSource>): Promise<WebAssembly.Module> {
  needWebAssembly();
  const given = await (source ?? new URL('./event_wizard_validator.wasm', import.meta.url));
  if (given instanceof WebAssembly.Module) return given;
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) return WebAssembly.compile(given);
  const response = given instanceof Response ? given : await fetch(given);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  // Some servers send .wasm files with another type, which the streaming compiler refuses.
  if (response.headers.get('content-type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

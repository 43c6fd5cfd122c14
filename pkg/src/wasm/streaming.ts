// Fetches the .wasm file, compiles it while it arrives, and makes instances in advance: Chromium 91 to 114 cannot
// instantiate a module of this size synchronously on the main thread, where calls, which are synchronous, may need
// another instance.

import { type Exports, type Instances, instanceLater, instanceOf } from './glue.js';
import { needWebAssembly, startAtOnce } from './webassembly.js';

let compiled: WebAssembly.Module | undefined;
let loading: Promise<WebAssembly.Module> | undefined;
let spare: Exports | undefined;
let making: Promise<void> | undefined;

/** What `init` accepts: the address of the .wasm file, a response with it, its bytes, or the compiled module. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** Makes an instance for the next time one is needed. */
function prepare(module: WebAssembly.Module): Promise<void> {
  making ??= instanceLater(module)
    .then((instance) => {
      spare = instance;
    })
    .finally(() => {
      making = undefined;
    });
  return making;
}

/**
 * The instances, once `init` has loaded the module: the next one is always made before the current one may have to be
 * dropped.
 * @internal
 */
export const prepared: Instances = {
  next() {
    needWebAssembly();
    const module = compiled;
    if (module === undefined) throw new Error('call `await init()` first, once');
    const made = spare;
    spare = undefined;
    // If it cannot be made, another attempt is made when it is needed.
    prepare(module).catch(() => {});
    return made ?? startAtOnce(() => instanceOf(module), 'another instance will be ready after `await init()`');
  },
  ready: () => spare !== undefined,
};

/**
 * Loads the wasm module; call it once, before the other functions. By default the file is the one beside this script.
 * Calling it again waits for the first call, and retries after a failure.
 * @throws WebAssemblyError if there is no WebAssembly; otherwise the error of `fetch` or of the compiler if the file
 * cannot be loaded.
 */
export async function init(source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  loading ??= load(source);
  try {
    compiled = await loading;
    if (spare === undefined) await prepare(compiled);
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
  // Some servers send .wasm files with another content type, which the streaming compiler refuses.
  if (response.headers.get('content-type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

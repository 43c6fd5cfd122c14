// Fetches the .wasm file, compiles it while it arrives, and makes instances beforehand: Chromium 91 to 114 make none of this
// size at once on the main thread, where the calls, which are synchronous, may need another one.

import { type Exports, type Instances, instanceLater, instanceOf } from './glue.js';
import { needWebAssembly, startAtOnce } from './webassembly.js';

let compiled: WebAssembly.Module | undefined;
let loading: Promise<WebAssembly.Module> | undefined;
let spare: Exports | undefined;
let making: Promise<void> | undefined;

/** What `init` takes: where the .wasm file is, a response with it, its bytes, or the compiled module. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** Makes an instance for the next time that one is needed. */
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
 * The instances, once `init` has loaded the module: one is always made before the last one has to be let go.
 * @internal
 */
export const prepared: Instances = {
  next() {
    needWebAssembly();
    const module = compiled;
    if (module === undefined) throw new Error('call `await init()` first, once');
    const made = spare;
    spare = undefined;
    // If it cannot be made, it is tried again when it is needed.
    prepare(module).catch(() => {});
    return made ?? startAtOnce(() => instanceOf(module), 'another instance will be ready after `await init()`');
  },
  ready: () => spare !== undefined,
};

/**
 * Loads the wasm module; call it once, before the other functions. The file is the one beside this script unless
 * said otherwise. Calling it again waits for the first call, and after a failure tries again.
 * @throws WebAssemblyError if there is no WebAssembly; what `fetch` or the compiler says if the file is not to be had.
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
  // Some servers send .wasm files with another type, which the streaming compiler refuses.
  if (response.headers.get('content-type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

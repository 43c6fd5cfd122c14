// Binds wasm-bindgen's glue to an instance. Knows neither of the two modules.

/** A glue that `createGlue` of a generated module has made. */
interface Glue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/** A glue's functions that call an instance, with its memory. */
export type Bound<G extends Glue> = G & { readonly memory: WebAssembly.Memory };

/** What an instance imports, and what binds a fresh glue to it. */
export function binding<G extends Glue>(
  createGlue: () => G,
  module: WebAssembly.Module,
): { imports: WebAssembly.Imports; bind: (instance: WebAssembly.Instance) => Bound<G> } {
  const glue = createGlue();
  const names = WebAssembly.Module.imports(module).map((each) => each.module);
  return {
    // All that a module imports, its glue has.
    imports: Object.fromEntries(names.map((name) => [name, { ...glue } as unknown as WebAssembly.ModuleImports])),
    bind(instance) {
      // Objects of one's own are called through faster than the instance's and esbuild's.
      const exports = { ...instance.exports } as { memory: WebAssembly.Memory; __wbindgen_start?: () => void };
      glue.__wbg_set_wasm(exports as WebAssembly.Exports);
      exports.__wbindgen_start?.();
      return { ...glue, memory: exports.memory };
    },
  };
}

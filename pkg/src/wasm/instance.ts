// Binds wasm-bindgen's glue to an instance. Knows neither of the two modules.

/** A glue, as `createGlue` of a generated module returns it. */
interface Glue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/** The functions of a glue that is bound to an instance, and the instance's memory. */
export type Bound<G extends Glue> = G & { readonly memory: WebAssembly.Memory };

/** The imports of an instance, and the function that binds a fresh glue to it. */
export function binding<G extends Glue>(
  createGlue: () => G,
  module: WebAssembly.Module,
): { imports: WebAssembly.Imports; bind: (instance: WebAssembly.Instance) => Bound<G> } {
  const glue = createGlue();
  const names = WebAssembly.Module.imports(module).map((each) => each.module);
  return {
    // The glue provides everything that the module imports.
    imports: Object.fromEntries(names.map((name) => [name, { ...glue } as unknown as WebAssembly.ModuleImports])),
    bind(instance) {
      // Calls through a plain object are faster than through the instance's exports or esbuild's namespace objects.
      const exports = { ...instance.exports } as { memory: WebAssembly.Memory; __wbindgen_start?: () => void };
      glue.__wbg_set_wasm(exports as WebAssembly.Exports);
      exports.__wbindgen_start?.();
      return { ...glue, memory: exports.memory };
    },
  };
}

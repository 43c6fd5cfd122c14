// Imitates the limit of Chromium 91 to 114 on the main thread. Both of the package's modules are larger.
for (const [name, told] of [
  ['Module', 'Compile'],
  ['Instance', 'Instance'],
]) {
  WebAssembly[name] = new Proxy(WebAssembly[name], {
    construct() {
      const what = `WebAssembly.${told} is disallowed on the main thread`;
      throw new RangeError(`${what}, if the buffer size is larger than 4KB.`);
    },
  });
}

// interim: base64
export function textModule(bytes) {
  return `// Made by scripts/build.mjs from the .wasm file.
const text = '${Buffer.from(bytes).toString('base64')}';
export function wasmBytes() {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
`;
}

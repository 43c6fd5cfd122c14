// The bytes of a .wasm file, from the hexadecimal text as which it is inlined.

/** `Uint8Array.fromHex`, available in engines since 2025. */
interface FromHex {
  fromHex?(text: string): Uint8Array<ArrayBuffer>;
}

/** The bytes of a text with two hexadecimal digits for each. */
export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const { fromHex } = Uint8Array as FromHex;
  if (fromHex !== undefined) return fromHex.call(Uint8Array, hex);
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

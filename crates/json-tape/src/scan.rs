//! Finds the ends of strings, 64 bytes of the text at a time.

/// Where runs of plain string bytes end, in one window of the text: looking bits up is quicker than comparing bytes
/// anew for each string, which cannot begin before the previous one has ended.
#[derive(Default)]
pub(crate) struct Window {
    /// The end of the window; 0 before the first one.
    end: usize,
    /// One bit for each byte of the window, lowest bit first. It is set if the byte is not printable ASCII, or is `"`
    /// or `\`, or lies beyond the end of the text.
    ends: u64,
}

impl Window {
    const BYTES: usize = 64;

    /// The end of the run of plain bytes that begins at `pos`. Runs must be asked for in order.
    #[inline(always)]
    pub(crate) fn behind_plain(&mut self, text: &[u8], mut pos: usize) -> usize {
        loop {
            if pos < self.end {
                let ends = self.ends >> (pos.wrapping_sub(self.end) % Self::BYTES);
                if ends != 0 {
                    return pos + ends.trailing_zeros() as usize;
                }
                pos = self.end;
            }
            if pos >= text.len() {
                return text.len();
            }
            // The last window overlaps the one before it; that of a short text extends beyond the text's end.
            let start = pos.min(text.len().saturating_sub(Self::BYTES));
            let rest = text.get(start..).unwrap_or_default();
            self.ends = match rest.first_chunk() {
                Some(bytes) => ends_of(bytes),
                None => {
                    let mut bytes = [0; Self::BYTES];
                    bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                    ends_of(&bytes)
                }
            };
            self.end = start + Self::BYTES;
        }
    }
}

/// The value of [`Window::ends`] for these bytes.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn ends_of(bytes: &[u8; Window::BYTES]) -> u64 {
    use core::arch::wasm32::{i8x16_bitmask, i8x16_eq, i8x16_lt, i8x16_splat, u64x2, v128_or};
    let (chunks, _) = bytes.as_chunks::<16>();
    chunks.iter().rev().fold(0, |ends, chunk| {
        let bytes = u128::from_le_bytes(*chunk);
        let v = u64x2(bytes as u64, (bytes >> 64) as u64);
        // Signed: bytes ≥ 0x80 are negative, so one comparison finds both them and control characters.
        let low = i8x16_lt(v, i8x16_splat(0x20));
        let quote = i8x16_eq(v, i8x16_splat(b'"' as i8));
        let escape = i8x16_eq(v, i8x16_splat(b'\\' as i8));
        ends << 16 | u64::from(i8x16_bitmask(v128_or(low, v128_or(quote, escape))))
    })
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
fn ends_of(bytes: &[u8; Window::BYTES]) -> u64 {
    let is_plain = |byte| matches!(byte, 0x20..0x80) && !matches!(byte, b'"' | b'\\');
    bytes.iter().rev().fold(0, |ends, &byte| ends << 1 | u64::from(!is_plain(byte)))
}

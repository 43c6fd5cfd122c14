// Numbers that look random and are the same in every run: mulberry32. Knows nothing of what is made of them. Copied into each
// project of tests/libraries/, too.

/** A generator of numbers from 0 to below 1, the same for the same seed. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A generator of whole numbers from 0 to below the one that it is called with. */
export function dice(seed) {
  const next = random(seed);
  return (below) => Math.floor(next() * below);
}

// How time is taken: the best of many short rounds, those of the contestants interleaved. What else the machine does can
// only add to a time, and it adds to all of them.

/** So that no engine drops the work. */
let sink = 0;

function timed(call, times) {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) sink += call() ? 1 : 0;
  return (performance.now() - from) / times;
}

/** Milliseconds that one call takes, found in a time that the clock can tell. */
function roughly(call, milliseconds) {
  for (let times = 1; ; times *= 4) {
    const each = timed(call, times);
    if (each * times >= milliseconds) return each;
  }
}

/**
 * Nanoseconds of one call of each contestant: `{ name: nanoseconds }`. `units` is how many documents a call judges, if the
 * time of one is wanted.
 */
export function race(contestants, { rounds, milliseconds }, units = 1) {
  const racers = Object.entries(contestants).map(([name, call]) => {
    if (!call()) throw new Error(`${name} does not take what is timed`);
    // Long enough for the engine's last tier, too.
    roughly(call, 30);
    return { name, call, best: Infinity, times: Math.max(1, Math.round(milliseconds / roughly(call, milliseconds))) };
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const racer of racers) racer.best = Math.min(racer.best, timed(racer.call, racer.times));
  }
  return Object.fromEntries(racers.map(({ name, best }) => [name, (best * 1e6) / units]));
}

export const worked = () => sink > 0;

// How time is measured: the best of many short rounds, with the contestants' rounds interleaved. Other work on the
// machine can only add to a time, and it adds to all of them.

/** Used so that no engine optimises the work away. */
let sink = 0;

function timed(call, times) {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) sink += call() ? 1 : 0;
  return (performance.now() - from) / times;
}

/** The milliseconds that one call takes, measured over a time that the clock can resolve. */
function roughly(call, milliseconds) {
  for (let times = 1; ; times *= 4) {
    const each = timed(call, times);
    if (each * times >= milliseconds) return each;
  }
}

/**
 * Nanoseconds for one call of each contestant: `{ name: nanoseconds }`. `units` is how many documents a call judges, if
 * the time for one document is wanted.
 */
export function race(contestants, { rounds, milliseconds }, units = 1) {
  const racers = Object.entries(contestants).map(([name, call]) => {
    if (!call()) throw new Error(`${name} does not accept the data that is timed`);
    // Long enough to reach the engine's highest optimisation tier.
    roughly(call, 30);
    return { name, call, best: Infinity, times: Math.max(1, Math.round(milliseconds / roughly(call, milliseconds))) };
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const racer of racers) racer.best = Math.min(racer.best, timed(racer.call, racer.times));
  }
  return Object.fromEntries(racers.map(({ name, best }) => [name, (best * 1e6) / units]));
}

export const worked = () => sink > 0;

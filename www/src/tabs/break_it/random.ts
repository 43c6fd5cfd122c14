// A seeded source of choices: a run can be repeated from its seed, in any browser.

/** Mixes a number's bits (the finalizer of MurmurHash3). */
function mix(number: number): number {
  let mixed = number | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

export class Random {
  #state: number;

  /** The choices for one case: they do not depend on what was chosen for others. */
  constructor(seed: number, number: number) {
    this.#state = mix(mix(seed) ^ Math.imul(number + 1, 0x9e3779b9));
  }

  bits(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mix(this.#state);
  }

  /** A whole number from 0 to `bound - 1`; 0 if there is none. */
  below(bound: number): number {
    return bound < 1 ? 0 : Math.floor((this.bits() / 2 ** 32) * bound);
  }

  between(least: number, greatest: number): number {
    return least + this.below(greatest - least + 1);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(from: readonly [T, ...T[]]): T;
  pick<T>(from: readonly T[]): T | undefined;
  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)];
  }

  uuid(): string {
    const digits = [1, 2, 3, 4].map(() => this.bits().toString(16).padStart(8, '0')).join('');
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
  }
}

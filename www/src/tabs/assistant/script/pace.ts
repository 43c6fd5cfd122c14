// How fast the script speaks: at a speed, in steps, or at once. Knows time, and not what is said.

/** Milliseconds before each piece of a text or of a call's arguments. */
export const speeds = { slow: 90, normal: 30, fast: 8, instant: 0 } as const;
export type Speed = keyof typeof speeds;
export const isSpeed = (name: string): name is Speed => Object.hasOwn(speeds, name);

export class Pace {
  speed: Speed;
  #isPaused = false;
  #isStepping = false;
  #wake: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();

  constructor(speed: Speed) {
    this.speed = speed;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #set(isPaused: boolean) {
    this.#isPaused = isPaused;
    for (const listener of this.#listeners) listener();
  }

  pause(): void {
    this.#set(true);
  }

  play(): void {
    this.#isStepping = false;
    this.#set(false);
    this.#wake();
  }

  /** Goes on to the end of the next message or call. */
  step(): void {
    this.#isStepping = true;
    this.#set(false);
    this.#wake();
  }

  /** Comes before each piece. Resolves at once when the signal is aborted. */
  async wait(signal: AbortSignal): Promise<void> {
    while (this.#isPaused && !signal.aborted) await this.#woken(signal);
    const time = speeds[this.speed];
    if (time > 0 && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, time));
  }

  /** Comes at the end of each message and call: a step ends here. */
  rest(): void {
    if (this.#isStepping) this.#set(true);
  }

  #woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

// Whether an assistant gets anywhere: notices a call that is made again with the same result, and calls that fail again
// and again for the same reasons. Knows calls as texts, and no tools.

/** Why an assistant should stop calling tools. */
export type StopReason = 'repeated' | 'no_progress';

/** One call and what came of it. */
export interface Call {
  readonly tool: string;
  /** The arguments as JSON with its keys in order. */
  readonly given: string;
  /** The session before and after the call, as JSON; empty if it could not be read. */
  readonly before: string;
  readonly after: string;
  /** Whether the tool only reads. */
  readonly reads: boolean;
  readonly ok: boolean;
  /** The codes and places of the issues, in order. */
  readonly issues: string;
}

/** After so many calls, or UTF-16 units in them, all is forgotten, so that a page that is open for days does not fill up. */
const MOST_CALLS = 100;
const MOST_TEXT = 20_000_000;

/** What happened since the user last had a say. */
class Turn {
  #calls = 0;
  #text = 0;
  /** Each state of the session, numbered. */
  readonly #rows = new Map<string, number>();
  /** Calls by tool, state and arguments, with their outcome. Reading again after a change of plan is no repetition. */
  readonly #made = new Map<string, string>();
  readonly #read = new Map<string, string>();
  /** How often calls failed with the same issues in the same state. */
  readonly #failed = new Map<string, number>();

  get isFull(): boolean {
    return this.#calls >= MOST_CALLS || this.#text > MOST_TEXT;
  }

  #row(text: string): number {
    const known = this.#rows.get(text) ?? this.#rows.size;
    this.#rows.set(text, known);
    return known;
  }

  /** Remembers the call. */
  stopFor({ tool, given, before, after, reads, ok, issues }: Call, maxRepeats: number): StopReason | undefined {
    this.#calls++;
    this.#text += given.length + before.length + after.length;
    const made = reads ? this.#read : this.#made;
    const outcome = `${ok} ${issues}`;
    const key = (row: string): string => `${tool} ${this.#row(row)} ${given}`;
    const isRepeated = made.get(key(before)) === outcome;
    // The call would come to the same in the state that it led to.
    made.set(key(before), outcome).set(key(after), outcome);
    let isStuck = false;
    if (!ok) {
      const failure = `${this.#row(before)} ${issues}`;
      const times = (this.#failed.get(failure) ?? -1) + 1;
      this.#failed.set(failure, times);
      isStuck = times >= maxRepeats;
    }
    const reason = isRepeated ? 'repeated' : isStuck ? 'no_progress' : undefined;
    // An assistant that was told to stop and reads instead is still repeating itself.
    if (!reads && reason === undefined) this.#read.clear();
    return reason;
  }
}

/** Judges calls one after another. */
export interface Progress {
  /**
   * The reason to stop, if this call gives one.
   * @param turn stands for the run that the user started, and is the same for all of its calls.
   */
  stopFor(turn: object | undefined, call: Call): StopReason | undefined;
}

/** @param maxRepeats how often calls may fail again with the same issues before the assistant is stopped. */
export function createProgress(maxRepeats: number): Progress {
  const turns = new WeakMap<object, Turn>();
  const nobodys = {};
  return {
    stopFor(turn = nobodys, call) {
      let known = turns.get(turn);
      if (known === undefined || known.isFull) {
        known = new Turn();
        turns.set(turn, known);
      }
      return known.stopFor(call, maxRepeats);
    },
  };
}

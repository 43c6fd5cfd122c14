// Judges a call of `fillStage` while its arguments are being written: finds the stage and its data in the unfinished text,
// and gives the data to the package's prefix judge, character by character. Knows no rule about data.

import { type Stage, stages } from 'event-wizard-validator';
import { type AnyIssue, type Prefix, stagePrefix } from 'event-wizard-validator/prefix';
import type { Locale } from '../../language/locales';

/** An issue that no continuation of the arguments can mend, and how many characters of them were there when it was said. */
export interface Sighting {
  readonly issue: AnyIssue;
  readonly at: number;
}

/** Where the text is within the arguments' object. */
type Place = 'before' | 'name' | 'between' | 'value' | 'after';

const isStage = (name: unknown): name is Stage => stages.some((stage) => stage === name);
const keyOf = ({ code, pointer }: AnyIssue) => `${code} ${pointer}`;

const own = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;

/** JSON that was written by a model, and may be none. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export class Watch {
  readonly #locale: Locale;
  #sightings: readonly Sighting[] = [];
  #length = 0;
  #place: Place = 'before';
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #name = '';
  /** The name of the member whose value is being written. */
  #member: unknown;
  #value = '';
  #prefix: Prefix | undefined;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** A new list whenever there is something new. */
  get sightings(): readonly Sighting[] {
    return this.#sightings;
  }

  /** Takes the next piece of the arguments. */
  push(piece: string): void {
    for (const character of piece) this.#take(character);
  }

  #take(character: string): void {
    this.#length += character.length;
    const isQuote = character === '"' && !this.#isEscaped;
    this.#isEscaped = this.#isInText && character === '\\' && !this.#isEscaped;
    const wasInText = this.#isInText;
    if (isQuote) this.#isInText = !this.#isInText;
    const isFree = !wasInText && !isQuote;
    if (isFree && (character === '}' || character === ']')) this.#depth -= 1;
    this.#step(character, isFree);
    if (isFree && (character === '{' || character === '[')) this.#depth += 1;
  }

  #step(character: string, isFree: boolean): void {
    const isTop = this.#depth <= 1 && isFree;
    switch (this.#place) {
      case 'before':
        if (isFree && character === '{') this.#begin('name');
        break;
      case 'name':
        if (isTop && character === ':') this.#begin('between');
        else if (isTop && character === '}') this.#place = 'after';
        else this.#name += character;
        break;
      case 'between':
        if (character.trim() === '') break;
        this.#value = '';
        this.#place = 'value';
        this.#add(character);
        break;
      case 'value':
        if (isTop && this.#depth === 1 && character === ',') this.#begin('name');
        else if (this.#depth < 1) this.#place = 'after';
        else this.#add(character);
        break;
      case 'after':
        break;
    }
  }

  #begin(place: 'name' | 'between'): void {
    if (place === 'name') {
      if (this.#place === 'value' && this.#member === 'stage') {
        const stage = read(this.#value);
        if (isStage(stage)) this.#prefix = stagePrefix(stage, { mode: 'draft', locale: this.#locale });
      }
      this.#name = '';
    } else {
      this.#member = read(this.#name);
    }
    this.#place = place;
  }

  #add(character: string): void {
    this.#value += character;
    // Data that comes before its stage is judged by the tool, when the call is complete.
    if (this.#prefix === undefined || this.#member !== 'data') return;
    const verdict = this.#prefix.push(character);
    if (verdict.issues.length === this.#sightings.length) return;
    const known = new Set(this.#sightings.map(({ issue }) => keyOf(issue)));
    const isHere = ({ path }: AnyIssue) =>
      path.length === 0 || (path.reduce(own, verdict.value) ?? undefined) !== undefined;
    // In a patch, null removes a member, so nothing is certain before the value has begun.
    const fresh = verdict.issues.filter((issue) => !known.has(keyOf(issue)) && isHere(issue));
    if (fresh.length > 0) {
      this.#sightings = [...this.#sightings, ...fresh.map((issue) => ({ issue, at: this.#length }))];
    }
  }
}

// What a run measures, and how samples are summed up. Knows no library and no clock.

/** Who takes part, in the order in which they are shown; the names are those of the projects. */
export const contestants = ['event-wizard-validator', 'Ajv', 'zod', 'Valibot'] as const;
export type ContestantName = (typeof contestants)[number];
/** This package. */
export const OURS: ContestantName = 'event-wizard-validator';

/**
 * The races: valid data and its JSON text; data with a fault, yes or no; the same with what is wrong in words; ten faults in
 * words; a whole row and its JSON text.
 */
export const races = ['valid', 'refused', 'one', 'ten', 'row'] as const;
export type Race = (typeof races)[number];

/** Nanoseconds for one document, one number a round. */
export type Samples = Partial<Readonly<Record<ContestantName, readonly number[]>>>;

/** What a run is asked to do. */
export interface Order {
  readonly stage: string;
  readonly rounds: number;
}

/** What the racing worker says, in this order; `samples` after each round. */
export type Report =
  | { readonly kind: 'agreement'; readonly checked: number; readonly disagreements: readonly string[] }
  | { readonly kind: 'documents'; readonly race: Race; readonly documents: number; readonly bytes: number }
  | {
      readonly kind: 'samples';
      readonly race: Race;
      readonly samples: Samples;
      readonly done: number;
      readonly of: number;
    }
  | { readonly kind: 'finished' };

export interface Summary {
  readonly median: number;
  /** Between the quartiles lies half of the samples. */
  readonly lower: number;
  readonly upper: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/** The value below which a share of the sorted samples lies, between two samples in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** Undefined if there is no sample. */
export function summary(samples: readonly number[] | undefined): Summary | undefined {
  if (samples === undefined || samples.length === 0) return undefined;
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    lower: quantile(sorted, 0.25),
    upper: quantile(sorted, 0.75),
    least: quantile(sorted, 0),
    most: quantile(sorted, 1),
    count: sorted.length,
  };
}

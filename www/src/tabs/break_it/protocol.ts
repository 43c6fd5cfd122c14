// What the page and the worker of the two judges say to each other. Knows neither.

import type { Agreement } from '../../database/comparison';
import type { DatabaseError, Operation, Table } from '../../database/request';

/** A generated request. The same seed and number give the same one, whatever was generated before. */
export interface Case {
  /** Its number within the seed, from 0. */
  readonly number: number;
  readonly table: Table;
  readonly operation: Operation;
  /** The request's body, which both judges read. */
  readonly text: string;
  /** For an update: the stored row that it changes, as JSON text. */
  readonly current?: string | undefined;
}

/** What a judge said of a case: the error, or undefined if the row is accepted. */
export interface Answer {
  readonly error: DatabaseError | undefined;
  /** How long it took, in microseconds, as finely as the browser's clock goes. */
  readonly microseconds: number;
}

/** A case with both answers. */
export interface Judged {
  readonly seed: number;
  readonly case: Case;
  readonly module: Answer;
  readonly database: Answer;
  readonly agreement: Agreement;
}

/** How many rows were judged, and how it ended. */
export interface Counts {
  readonly rows: number;
  /** Both accepted, or both named the same error. */
  readonly agreed: number;
  /** Those of `agreed` that both refused: a run of good rows alone would prove little. */
  readonly refused: number;
  /** Refused by the server for what no client can see. */
  readonly unknowable: number;
  readonly disagreed: number;
  /** Those of `refused` for which the visitor's CHECK is to blame. */
  readonly byOwn: number;
}

export const none: Counts = { rows: 0, agreed: 0, refused: 0, unknowable: 0, disagreed: 0, byOwn: 0 };

/** What the compiler makes of a CHECK. */
export type Compiled =
  | {
      readonly columns: readonly string[];
      /** If that is all it says: `minimum`, `maximum`, `allowedValues` … */
      readonly bounds: Readonly<Record<string, unknown>>;
      /** The body of the function that it becomes. */
      readonly rust: string;
    }
  | {
      readonly error: {
        /** `syntax`, `invalid` (PostgreSQL would refuse it too) or `unsupported`. */
        readonly kind: string;
        readonly message: string;
        /** In the expression, from 1. */
        readonly line: number | null;
        readonly column: number | null;
      };
    };

/** The name of the visitor's CHECK. PostgreSQL names the first of several violated ones, by name: this is the last. */
export const OWN = 'your_own_check';

/** A CHECK of the worker's database. */
export interface Constraint {
  readonly table: Table;
  readonly name: string;
  /** Its SQL, as PostgreSQL prints it. */
  readonly sql: string;
}

/** What became of a CHECK of the visitor. */
export interface Own {
  readonly expression: string;
  /** As PostgreSQL reads it. */
  readonly constraint: Constraint | undefined;
  /** Why PostgreSQL refuses it. */
  readonly error: DatabaseError | undefined;
  /** What the compiler makes of it; undefined if the page was built without the compiler. */
  readonly compiled: Compiled | undefined;
}

/** What the page asks for. */
export type Order =
  | {
      readonly kind: 'run';
      /** Told again with each report, so that a late report of an earlier run is known as such. */
      readonly run: number;
      readonly seed: number;
      readonly from: number;
      /** How many rows; without it, until it is stopped. */
      readonly until?: number | undefined;
      readonly rowsPerSecond: number | 'full';
    }
  | { readonly kind: 'stop' }
  /** Drops this CHECK from the worker's database; without a name, all are as in the migrations. */
  | { readonly kind: 'forget'; readonly name: string | undefined }
  /** Adds a CHECK to wizard_sessions in the worker's database, in place of the one added before. */
  | { readonly kind: 'own'; readonly sql: string | undefined }
  /** Puts a new session to both, with the CHECK that was added. */
  | { readonly kind: 'ask'; readonly ask: number; readonly text: string };

/** What the worker tells. */
export type Report =
  | { readonly kind: 'ready'; readonly version: string; readonly constraints: readonly Constraint[] }
  | {
      readonly kind: 'progress';
      readonly run: number;
      /** Of this run, since it began. */
      readonly counts: Counts;
      /** Milliseconds since it began. */
      readonly elapsed: number;
      /** The latest of the rows that were refused, newest first. */
      readonly rejected: readonly Judged[];
      /** The first of the disagreements. */
      readonly disagreements: readonly Judged[];
      readonly ended: boolean;
    }
  /** The database is as was asked. */
  | { readonly kind: 'forgotten'; readonly name: string | undefined }
  | { readonly kind: 'owned'; readonly own: Own | undefined }
  | { readonly kind: 'asked'; readonly ask: number; readonly judged: Judged }
  | { readonly kind: 'broken'; readonly reason: string };

// What the compiler made of the migrations and the schemas, as `node www/scripts/compiled.mjs` wrote it down.

import type { Table } from '../../database/request';
import made from './generated/compiled.json';

interface Place {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
}

/** A CHECK, or what a trigger refuses before an INSERT or UPDATE. */
export interface CompiledCheck extends Place {
  readonly table: Table;
  readonly name: string;
  readonly before: 'INSERT' | 'UPDATE' | null;
  readonly sql: string;
  /** Limits or a list of values, if the CHECK is no more than that. */
  readonly bounds: {
    readonly minimum?: number;
    readonly maximum?: number;
    readonly allowedValues?: readonly (string | number)[];
  };
  readonly rust: string | null;
}

interface Compiled {
  readonly checks: readonly CompiledCheck[];
  /** The columns; the place is where they become NOT NULL, if they do. */
  readonly columns: readonly (Place & { readonly table: Table; readonly name: string; readonly rust: string })[];
  /** Unique keys and references, which only the server can judge. */
  readonly serverOnly: readonly (Place & { readonly table: Table; readonly kind: string; readonly sql: string })[];
  /** The Rust of each field: `ticketSetup/tiers`, with `*` for the items of a list. */
  readonly fields: Readonly<Record<string, string>>;
}

// The compiler of TypeScript knows the values of the file, but not that these are all there can be.
export const compiled = made as unknown as Compiled;
export type { Place };

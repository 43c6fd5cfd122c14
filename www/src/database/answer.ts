// Runs one statement as PostgREST runs a request: in a transaction, with the rights and the claims of whoever asks.

import type { PGlite } from '@electric-sql/pglite';
import type { DatabaseError } from './request';
import { USER } from './user';

/**
 * With whose rights a statement runs: those of the user at the page, whom row level security lets write and read their
 * own rows, or those of a server of the app; `postgres` owns the tables.
 */
export type Role = 'authenticated' | 'service_role' | 'postgres';

/** A statement with the values of its parameters. */
export interface Bound {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface Question extends Bound {
  readonly role: Role;
  /** What is run before, in the same transaction. */
  readonly before?: readonly Bound[] | undefined;
  /** `false` leaves everything as it was. */
  readonly keep: boolean;
}

/** The rows; or the server's error; or why there is no server. */
export type Answer =
  | { readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | { readonly error: DatabaseError }
  | { readonly broken: string };

/** Ends a transaction that is not to be kept. */
class Undone extends Error {}

export async function answerOf(
  server: PGlite,
  { role, before = [], sql, parameters, keep }: Question,
): Promise<Answer> {
  let rows: Readonly<Record<string, unknown>>[] = [];
  try {
    await server.transaction(async (transaction) => {
      await transaction.query(`SELECT set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: USER, role }),
      ]);
      if (before.length > 0) {
        // They are there, however that came about: no trigger asks whether they may be.
        await transaction.exec('SET LOCAL session_replication_role = replica');
        for (const each of before) await transaction.query(each.sql, [...each.parameters]);
        await transaction.exec('SET LOCAL session_replication_role = origin');
      }
      await transaction.query(`SELECT set_config('role', $1, true)`, [role]);
      ({ rows } = await transaction.query<Readonly<Record<string, unknown>>>(sql, [...parameters]));
      if (!keep) throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone) return { rows };
    const told = error as Error & {
      code?: string;
      detail?: string;
      hint?: string;
      constraint?: string;
      column?: string;
    };
    // An error without a SQLSTATE did not come from the server but from a bug in the page: do not hide it.
    if (told.code === undefined) return { broken: told.message };
    const { code, message, detail, hint, constraint, column } = told;
    return { error: { code, message, details: detail ?? null, hint: hint ?? null, constraint, column } };
  }
  return { rows };
}

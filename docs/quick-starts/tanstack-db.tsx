import type { PGlite } from '@electric-sql/pglite';
import { createCollection, useLiveQuery } from '@tanstack/react-db';
import type { WizardSessionInsert, WizardSessionRow } from 'event-wizard-validator';
import { rowSchemas } from 'event-wizard-validator/rows';

/** Sends columns as PostgREST does, as JSON that PostgreSQL reads; returns the row as it is stored. */
async function send(db: PGlite, columns: object, statement: (names: string, row: string) => string) {
  const names = Object.keys(columns).map((name) => `"${name.replaceAll('"', '""')}"`);
  const row = `(SELECT ${names.join(', ')} FROM json_populate_record(NULL::wizard_sessions, $1::text::json))`;
  const sql = `${statement(names.join(', '), row)} RETURNING to_jsonb(t) AS stored`;
  const { rows } = await db.query<{ stored: WizardSessionRow }>(sql, [JSON.stringify(columns)], {});
  return rows[0]?.stored;
}

/** The sessions in a database. `insert` and `update` throw at once what the database would reject. */
export function sessionsIn(db: PGlite) {
  let stored = (_row: WizardSessionInsert): void => {};
  const sessions = createCollection({
    id: 'wizard_sessions',
    getKey: (row) => row.session_id,
    // Asked for the row as it was. TypeScript needs the type of the answer, since `sessions` is only being made.
    schema: rowSchemas.wizard_sessions.collection((row): object | undefined => sessions.get(row.session_id)),
    sync: {
      sync: ({ begin, write, commit, markReady, collection }) => {
        stored = (value) => {
          begin();
          write({ type: collection.has(value.session_id) ? 'update' : 'insert', value });
          commit();
        };
        db.query<{ stored: WizardSessionRow }>('SELECT to_jsonb(t) AS stored FROM wizard_sessions t').then(
          ({ rows }) => {
            for (const each of rows) stored(each.stored);
            markReady();
          },
        );
      },
    },
    onInsert: async ({ transaction }) => {
      for (const { modified } of transaction.mutations) {
        const row = await send(
          db,
          modified,
          (names, values) => `INSERT INTO wizard_sessions AS t (${names}) ${values}`,
        );
        if (row) stored(row);
      }
    },
    onUpdate: async ({ transaction }) => {
      for (const { changes, key } of transaction.mutations) {
        const where = `WHERE t.session_id = '${String(key).replaceAll("'", "''")}'`;
        const row = await send(
          db,
          changes,
          (names, values) => `UPDATE wizard_sessions t SET (${names}) = ${values} ${where}`,
        );
        if (row) stored(row);
      }
    },
  });
  return sessions;
}

/** The titles of the sessions' events. */
export function Titles({ sessions }: { sessions: ReturnType<typeof sessionsIn> }) {
  const { data } = useLiveQuery((query) => query.from({ session: sessions }));
  return (
    <ul>
      {data.map(({ session_id, event_data }) => (
        <li key={session_id}>{event_data?.title}</li>
      ))}
    </ul>
  );
}

// The schema as a role owns it that is no superuser and is bound by row level security, as on many servers: the
// migrations apply, and trigger functions, SECURITY DEFINER functions and foreign keys still see every row.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { apply, migrations, withDatabase } from './harness/migrations.mjs';
import { query } from './harness/psql.mjs';
import { Postgres } from './harness/servers.mjs';
import { readTap } from './harness/tap.mjs';

const OWNER = `plain_owner_${process.pid}`;
const API = 'anon, authenticated, service_role';

await withDatabase(async (database) => {
  const url = new URL(database);
  query(
    database,
    `CREATE ROLE ${OWNER} LOGIN;
     GRANT CREATE ON DATABASE ${url.pathname.slice(1)} TO ${OWNER};
     GRANT USAGE, CREATE ON SCHEMA public TO ${OWNER};
     GRANT USAGE ON SCHEMA auth TO ${OWNER};
     GRANT SELECT, REFERENCES ON auth.users, public.events TO ${OWNER};
     GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA auth TO ${OWNER};
     ALTER DEFAULT PRIVILEGES FOR ROLE ${OWNER} IN SCHEMA public GRANT ALL ON TABLES TO ${API};
     ALTER DEFAULT PRIVILEGES FOR ROLE ${OWNER} IN SCHEMA public GRANT ALL ON FUNCTIONS TO ${API};`,
  );
  try {
    const asOwner = Object.assign(new URL(database), { username: OWNER }).href;
    const errors = migrations.map(({ name, up }) => [name, apply(asOwner, up)]).filter(([, error]) => error);
    check(errors.length === 0, 'the migrations apply', errors.flat());
    const server = new Postgres(database);
    for (const file of ['privileges.sql', 'row_level_security.sql', 'soft_delete.sql']) {
      const sql = readFileSync(join(import.meta.dirname, file), 'utf8');
      const { output, error } = await server.run(server.assertions.at(-1), sql);
      const { results, problem } = readTap(output);
      check(error === undefined && problem === undefined, `${file} runs to its end`, [error ?? problem]);
      for (const { ok, description, diagnosis } of results) check(ok, `${file}: ${description}`, diagnosis);
    }
  } finally {
    query(database, `DROP OWNED BY ${OWNER} CASCADE; DROP ROLE ${OWNER};`);
  }
});
done();

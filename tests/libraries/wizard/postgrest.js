// The small PostgREST of the tests of supabase-js.
import path from 'node:path';
import process from 'node:process';

export const { start } = await import(path.join(process.env.ROOT, 'tests/libraries/supabase/postgrest.js'));

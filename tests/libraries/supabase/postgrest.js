// A small PostgREST: the same statements for the same requests, run by a real PostgreSQL (PGlite), so that every error
// is the server's own. Supports only what the tests' inserts, upserts, updates and selects need.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { PGlite } from '@electric-sql/pglite';

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;

/** The HTTP status that PostgREST returns for a PostgreSQL error. */
function statusOf(code) {
  if (code === '23503' || code === '23505') return 409;
  if (code === '42501') return 403;
  return /^(54|21)/.test(code) ? 500 : 400;
}

class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The columns that the request names: those of `?columns=`, or else the keys, which must be the same in every row. */
function columnsOf(url, body) {
  const named = url.searchParams.get('columns');
  if (named !== null) return [...new Set([...named.matchAll(/"([^"]*)"/g)].map((match) => match[1]))].sort();
  const isObject = (row) => row !== null && typeof row === 'object' && !Array.isArray(row);
  const keys = (row) => Object.keys(row).sort();
  if (!Array.isArray(body)) return keys(body);
  if (body.length === 0) return [];
  if (!body.every((row) => isObject(row) && keys(row).join() === keys(body[0]).join()))
    throw new Refused('PGRST102', 'All object keys must match');
  return keys(body[0]);
}

/** The rows of the body as a FROM item, as PostgREST reads them. */
function rowsOf(columns, types, isArray, missingIsDefault) {
  const definitions = columns.map((name) => `${quoted(name)} ${types[name].type}`).join(', ');
  if (columns.length === 0) return isArray ? 'json_array_elements($1::text::json) _' : '(VALUES (1)) _';
  if (!missingIsDefault) {
    return `json_to_record${isArray ? 'set' : ''}($1::text::json) AS _(${definitions})`;
  }
  const defaults = columns
    .filter((name) => types[name].default !== null)
    .map((name) => `${literal(name)}, ${types[name].default}`);
  return `jsonb_to_recordset((SELECT jsonb_agg(jsonb_build_object(${defaults.join(', ')}) || elem)
    FROM jsonb_array_elements($1::text::jsonb) elem)) AS _(${definitions})`;
}

/** Starts the server; `requests` lists what it has been sent, `db` is the database. */
export async function start() {
  const db = new PGlite();
  for (const folder of ['stubs', 'migrations']) {
    const files = path.join(process.env.ROOT, 'schemas', folder);
    for (const file of readdirSync(files).sort()) await db.exec(readFileSync(path.join(files, file), 'utf8'));
  }
  const requests = [];

  async function typesOf(table) {
    const { rows } = await db.query(
      `SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, pg_get_expr(d.adbin, d.adrelid) AS default
       FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
      [`public.${table}`],
    );
    return Object.fromEntries(rows.map((row) => [row.attname, row]));
  }

  function filterOf(url) {
    const filters = [...url.searchParams].filter(([, value]) => value.startsWith('eq.'));
    return filters.map(([name, value]) => `t.${quoted(name)} = ${literal(value.slice(3))}`).join(' AND ') || 'true';
  }

  async function statement(method, url, text, prefer) {
    const table = url.pathname.split('/').at(-1);
    const into = `public.${quoted(table)}`;
    if (method === 'GET') return [`SELECT t.* FROM ${into} t WHERE ${filterOf(url)}`, []];
    let body;
    try {
      body = JSON.parse(text);
    } catch {
      throw new Refused('PGRST102', 'Empty or invalid json');
    }
    const types = await typesOf(table);
    const columns = columnsOf(url, body);
    const unknown = columns.find((name) => !Object.hasOwn(types, name));
    if (unknown !== undefined) {
      throw new Refused('PGRST204', `Could not find the '${unknown}' column of '${table}' in the schema cache`);
    }
    const names = columns.map(quoted).join(', ');
    const missingIsDefault = url.searchParams.has('columns') && prefer.includes('missing=default');
    const rows = `SELECT ${names} FROM ${rowsOf(columns, types, Array.isArray(body), missingIsDefault)}`;
    if (method === 'PATCH' && columns.length === 0) return [`SELECT t.* FROM ${into} t WHERE false`, []];
    if (method === 'PATCH') {
      const set = columns.map((name) => `${quoted(name)} = body.${quoted(name)}`).join(', ');
      return [`UPDATE ${into} t SET ${set} FROM (${rows}) body WHERE ${filterOf(url)} RETURNING t.*`, [text]];
    }
    const merge = columns.map((name) => `${quoted(name)} = EXCLUDED.${quoted(name)}`).join(', ');
    const key = url.searchParams.get('on_conflict') ?? 'id';
    const conflict = prefer.includes('resolution=merge-duplicates')
      ? `ON CONFLICT (${key}) DO UPDATE SET ${merge}`
      : '';
    const target = columns.length === 0 ? into : `${into} (${names})`;
    return [`INSERT INTO ${target} ${rows} ${conflict} RETURNING *`, [text]];
  }

  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url, 'http://localhost');
    const prefer = request.headers.prefer ?? '';
    requests.push({ method: request.method, url, text });
    const send = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    };
    try {
      const [query, params] = await statement(request.method, url, text, prefer);
      // As PostgREST does, the database writes the JSON: a time has microseconds there, which a Date has not.
      const answer = await db.query(`WITH done AS (${query}) SELECT json_agg(done)::text AS rows FROM done`, params);
      const rows = JSON.parse(answer.rows[0].rows ?? '[]');
      if (request.method !== 'GET' && !prefer.includes('return=representation')) {
        return send(request.method === 'POST' ? 201 : 204);
      }
      const one = request.headers.accept?.includes('vnd.pgrst.object');
      send(request.method === 'POST' ? 201 : 200, one ? rows[0] : rows);
    } catch (error) {
      const { code, message, detail = null, hint = null } = error;
      send(statusOf(code ?? 'XX000'), { code, message, details: detail, hint });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    db,
    requests,
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.close();
    },
  };
}

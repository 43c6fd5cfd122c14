// Each linter as a function that gives its findings: { tool, rule, where, what }. Knows their output, and no exceptions.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { query } from './psql.mjs';
import { sqlFiles } from './servers.mjs';

const root = join(import.meta.dirname, '../../..');
const npm = (path) => join(root, 'tests/database/tools/node_modules', path);

/** What a program printed. Linters exit with a failure when they find something, so only a program that is missing throws. */
function outputOf(program, ...options) {
  const { stdout, stderr, error } = spawnSync(program, options, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  if (stdout === '') throw new Error(`${basename(program)}: ${stderr}`);
  return stdout;
}

/** squawk: statements that lock for long. */
export function squawk() {
  const options = ['--assume-in-transaction', '--pg-version', '15', '--reporter', 'json'];
  return JSON.parse(outputOf(npm('@squawk-cli/linux-x64/bin/squawk'), ...options, ...sqlFiles('migrations'))).map(
    (finding) => ({
      tool: 'squawk',
      rule: finding.rule_name,
      where: basename(finding.file),
      what: `line ${finding.line + 1}: ${finding.message}`,
    }),
  );
}

/** pgspot: what a caller's search_path could turn into something else. */
export function pgspot() {
  const findings = [];
  let file;
  const output = outputOf(join(root, '.tools/pgspot/bin/pgspot'), ...sqlFiles('migrations'));
  for (const line of output.split('\n')) {
    const finding = /^(PS\d+): (.*)$/.exec(line);
    const header = /^(\S+\.sql):/.exec(line);
    if (finding) findings.push({ tool: 'pgspot', rule: finding[1], where: file, what: finding[2].slice(0, 200) });
    else if (header) file = basename(header[1]);
  }
  const total = /^TOTAL: Errors: (\d+) Warnings: (\d+) Unknown: (\d+)/m.exec(output);
  const counted = Number(total?.[1]) + Number(total?.[2]) + Number(total?.[3]);
  if (counted !== findings.length) throw new Error(`pgspot counted ${counted} findings, ${findings.length} were read`);
  return findings;
}

/** plpgsql_check: functions in PL/pgSQL that name what is not there, or convert, or leave something unused. */
export function plpgsqlCheck(url) {
  const sql = `CREATE EXTENSION plpgsql_check;
    SELECT json_build_object('tool', 'plpgsql_check', 'rule', c.sqlstate, 'where', f.name, 'what',
      format('line %s: %s: %s', c.lineno, c.level, c.message))
    FROM (
      SELECT DISTINCT p.oid, coalesce(t.tgrelid, 0) AS relation, n.nspname || '.' || p.proname AS name,
        t.tgoldtable, t.tgnewtable
      FROM pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace
      JOIN pg_language l ON l.oid = p.prolang
      LEFT JOIN pg_trigger t ON t.tgfoid = p.oid AND t.tgparentid = 0
      WHERE l.lanname = 'plpgsql' AND n.nspname IN ('public', 'wizard_checks', 'wizard_private')
        AND (p.prorettype <> 'trigger'::regtype OR t.oid IS NOT NULL)
    ) f
    CROSS JOIN LATERAL plpgsql_check_function_tb(f.oid, f.relation, oldtable => f.tgoldtable, newtable => f.tgnewtable,
      performance_warnings => true, security_warnings => true) c;
    DROP EXTENSION plpgsql_check;`;
  return query(url, sql)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Supabase's own advisor, as its CLI runs it. */
export function advisor(url) {
  const address = `--remote=${url}?sslmode=disable`;
  const found = JSON.parse(
    outputOf(
      npm('@supabase/cli-linux-x64/bin/supabase'),
      'db',
      'advisors',
      '--agent',
      'no',
      '--level',
      'info',
      address,
    ),
  );
  // In a database that nobody has asked anything, every index is unused.
  const told = found.filter(({ name }) => name !== 'unused_index');
  return told.map(({ name, detail, metadata }) => ({
    tool: 'advisor',
    rule: name,
    where: [metadata.schema, metadata.name].filter(Boolean).join('.'),
    what: detail,
  }));
}

/** Our own questions to the catalogue. */
export const advice = (url) =>
  query(url, readFileSync(join(import.meta.dirname, 'advice.sql'), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [rule, where] = line.split('|');
      return { tool: 'advice', rule, where, what: '' };
    });

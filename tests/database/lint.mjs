// The linters find nothing in the migrations and in the schema that they make, but for the exceptions that
// lint_exceptions.jsonl lists and explains. An exception that nothing needs is a failure.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { advice, advisor, pgspot, plpgsqlCheck, squawk } from './harness/linters.mjs';

const url = process.env.DATABASE_URL;

if (process.env.SERVER === 'debian') {
  /** @type {{ tool: string, rule: string, where?: string, why: string }[]} */
  const exceptions = readFileSync(join(import.meta.dirname, 'lint_exceptions.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const needed = new Set();

  for (const linter of [squawk, pgspot, plpgsqlCheck, advisor, advice]) {
    const findings = linter(url);
    const unexpected = findings.filter(({ tool, rule, where }) => {
      const exception = exceptions.find(
        (one) => one.tool === tool && one.rule === rule && (one.where === undefined || where?.includes(one.where)),
      );
      if (exception) needed.add(exception);
      return !exception;
    });
    for (const { tool, rule, where, what } of unexpected) check(false, `${tool}: ${rule}: ${where}`, [what]);
    check(true, `${linter.name} ran`);
  }
  for (const exception of exceptions) {
    check(needed.has(exception), `this exception is needed: ${JSON.stringify(exception)}`);
  }
}
done();

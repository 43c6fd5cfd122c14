// The entry /schemas, compared with the files in schemas/stages and with what stageSchemas returns.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import { stageSchemas, stages } from 'event-wizard-validator';
import * as schemas from 'event-wizard-validator/schemas';

const folder = path.join(process.env.FIXTURES, '../../schemas/stages');

test('each file is a separate export, without its comments and its values’ titles', () => {
  const said = readdirSync(folder).map((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return [
      file.replace('.json', 'Schema'),
      JSON.parse(text, (key, value) => (['$comment', 'x-enum-titles'].includes(key) ? undefined : value)),
    ];
  });
  assert.deepEqual({ ...schemas }, Object.fromEntries(said));
});

/** The fields of a schema, at any depth. */
function fields(schema) {
  const own = [...Object.values(schema.properties ?? {}), ...(schema.items === undefined ? [] : [schema.items])];
  return own.flatMap((field) => [field, ...fields(field)]);
}

test('every field has a title and a description', () => {
  for (const schema of Object.values(schemas)) {
    for (const { title, description } of [schema, ...fields(schema)]) {
      assert.ok(title && description, `${schema.title}: ${title}: ${description}`);
      // Limits are stated by their keywords, and their reasons by $comment.
      assert.doesNotMatch(description, /at most \d|from -?\d+ to/i);
    }
  }
});

test('the stage schemas return the same as Standard JSON Schema', () => {
  const given = stages.map((stage) => stageSchemas[stage]['~standard'].jsonSchema.input({ target: 'draft-2020-12' }));
  const byTitle = (a, b) => (a.title < b.title ? -1 : 1);
  assert.deepEqual(given.sort(byTitle), Object.values(schemas).sort(byTitle));
});

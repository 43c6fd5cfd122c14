// The JSON Schemas of the stages, complete and as drafts, as Ajv reads them: on sound and faulty data it says what this
// package says, formats and the wizard's own rules aside.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { draftSchemas, stageSchemas, stages, validateStage } from 'event-wizard-validator';
import { corpus } from './corpus.js';

const CLASSES = { 'draft-2020-12': Ajv2020, 'draft-07': Ajv };
const MODES = { complete: stageSchemas, draft: draftSchemas };
const documents = corpus();

for (const [target, Class] of Object.entries(CLASSES)) {
  for (const [mode, schemas] of Object.entries(MODES)) {
    test(`${mode}, ${target}`, () => {
      // One instance for all, so that no two schemas may have the same id.
      const ajv = new Class({ strict: true, strictRequired: false, strictTypes: false, validateFormats: false });
      let good = 0;
      let bad = 0;
      for (const stage of stages) {
        const meets = ajv.compile(schemas[stage]['~standard'].jsonSchema.input({ target }));
        for (const document of documents[stage]) {
          const { issues } = validateStage(stage, document, { mode, maxIssues: Infinity });
          const expected = issues.every(({ source, code }) => source !== 'schema' || code === 'format');
          assert.equal(meets(document), expected, `${stage}: ${JSON.stringify(document)}`);
          if (expected) good++;
          else bad++;
        }
      }
      assert.ok(good > 300 && bad > 1000, `${good} good, ${bad} bad`);
    });
  }
}

test('one instance of Ajv takes the schemas of all stages in both modes', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const schemas of Object.values(MODES)) {
    for (const stage of stages) ajv.compile(schemas[stage]['~standard'].jsonSchema.input({ target: 'draft-2020-12' }));
  }
});

test('complete data meets the schema of its draft', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const stage of stages) {
    const meets = ajv.compile(draftSchemas[stage]['~standard'].jsonSchema.input({ target: 'draft-2020-12' }));
    const complete = documents[stage].filter((each) => validateStage(stage, each, { mode: 'complete' }).valid);
    assert.ok(complete.length > 10);
    for (const document of complete) assert.ok(meets(document));
  }
});

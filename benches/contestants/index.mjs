// Who is compared. Each contestant has a predicate for each stage, for a row that is inserted and for one that is updated.

import * as ajvStandalone from '#ajv-standalone';
import * as ajv from './ajv.mjs';
import * as cfworker from './cfworker.mjs';
import * as ours from './ours.mjs';
import * as typebox from './typebox.mjs';
import * as zod from './zod.mjs';

export const contestants = {
  ours,
  'ajv standalone': ajvStandalone,
  'ajv': ajv,
  zod,
  typebox,
  cfworker,
};

// The contestants. Each has a predicate for each stage, for an inserted row and for an updated one.

import * as ajvStandalone from '#ajv-standalone';
import * as ajv from './ajv.mjs';
import * as arktype from './arktype.mjs';
import * as cfworker from './cfworker.mjs';
import * as ours from './ours.mjs';
import * as typebox from './typebox.mjs';
import * as valibot from './valibot.mjs';
import * as zod from './zod.mjs';
import * as zodMini from './zod_mini.mjs';

export const contestants = {
  ours,
  'Ajv standalone': ajvStandalone,
  Ajv: ajv,
  TypeBox: typebox,
  ArkType: arktype,
  zod,
  'zod/mini': zodMini,
  Valibot: valibot,
  cfworker,
};

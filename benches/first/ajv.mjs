// What a page loads to judge one row by Ajv's generated code; it has the stages' schemas, as ours has, which forms show.

import { insert } from '#ajv-standalone';
import row from './row.json' with { type: 'json' };

export { stages as schemas } from '../contestants/schemas.mjs';
export const judge = () => insert(row);

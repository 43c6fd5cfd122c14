// What a page loads to judge one row with Ajv's generated code. Like our package, it includes the stages' schemas,
// which forms show.

import { insert } from '#ajv-standalone';
import row from './row.json' with { type: 'json' };

export { stages as schemas } from '../contestants/schemas.mjs';
export const judge = () => insert(row);

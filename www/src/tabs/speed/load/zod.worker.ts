// What a page loads to judge a row with zod, and its first verdict.

import { insert } from '../../../../../benches/contestants/zod.mjs';
import { first } from './first';

first(insert);

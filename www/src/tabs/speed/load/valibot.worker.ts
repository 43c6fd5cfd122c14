// What a page loads to judge a row with Valibot, and its first verdict.

import { insert } from '../../../../../benches/contestants/valibot.mjs';
import { first } from './first';

first(insert);

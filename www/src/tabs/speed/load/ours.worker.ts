// What a page loads to judge a row with this package, and its first verdict.

import { insert } from '../../../../../benches/contestants/ours.mjs';
import { first } from './first';

first(insert);

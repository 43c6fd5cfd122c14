// What a page loads to judge a row with code that Ajv generated, and its first verdict.

import { insert } from 'virtual:ajv-standalone';
import { first } from './first';

first(insert);

// The formats in the form Ajv accepts: those of ajv-formats, and the stages' own.

import known from 'ajv-formats/dist/formats.js';
import { formats as own } from './formats.mjs';

export const formats = { ...known.fullFormats, ...own };

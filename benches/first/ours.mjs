// What a page loads to judge one row with this package.

import { validateSession } from 'event-wizard-validator';
import row from './row.json' with { type: 'json' };

export const judge = () => validateSession(row).valid;

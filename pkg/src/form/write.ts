// Data as the controls of a form hold it: the way back from read.ts. Knows no issues; data of a wrong type stays as
// it is.

import { own } from '../issue/label.js';
import { textMember } from '../issue/surroundings.js';
import { localText } from './time.js';
import type { Wanted } from './wanted.js';

/** How data becomes values. */
export interface Writing {
  readonly timeZone: string | undefined;
  /** Whether what is absent is shown as its default, if the schema has one. */
  readonly defaults: boolean;
}

/** The values of the controls for a stage's data. */
export function writeForm(data: object, root: Wanted, { timeZone, defaults }: Writing): unknown {
  const named = root.members.find((name) => root.member(name)?.format === 'iana-time-zone');
  const zone = (named === undefined ? undefined : textMember(data, named)?.trim()) ?? timeZone;

  function empty(wanted: Wanted): unknown {
    if (defaults && wanted.fallback !== undefined) return value(wanted.fallback, wanted);
    if (wanted.types.has('object')) return wanted.open ? undefined : members({}, wanted);
    // A list that is absent is not one that is empty.
    return wanted.types.has('array') ? undefined : '';
  }

  function members(given: object, wanted: Wanted): object {
    const known = wanted.members.map((key): [string, unknown] => [key, value(own(given, key), wanted.member(key))]);
    const others = Object.entries(given).filter(([key]) => wanted.member(key) === undefined);
    return Object.fromEntries([...known, ...others]);
  }

  function value(given: unknown, wanted: Wanted | undefined): unknown {
    if (wanted === undefined) return given;
    if (given === undefined || given === null) return empty(wanted);
    const { types } = wanted;
    if (typeof given === 'string') {
      return wanted.format === 'date-time' && zone !== undefined ? localText(given, zone) : given;
    }
    if (typeof given === 'number') {
      const isText = (types.has('integer') || types.has('number')) && !types.has('string');
      // `String(-0)` is '0', which is another number.
      return isText ? (Object.is(given, -0) ? '-0' : String(given)) : given;
    }
    if (Array.isArray(given)) return types.has('array') ? given.map((item) => value(item, wanted.items)) : given;
    const isGroup = typeof given === 'object' && types.has('object') && !wanted.open;
    return isGroup ? members(given, wanted) : given;
  }

  return members(data, root);
}

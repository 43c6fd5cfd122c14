// The JSON Schema of a patch (RFC 7396), made of that of what it changes. Knows keywords, and no stages.

import { isObject, type Json } from '../json/subschemas.js';
import { orNull } from '../tools/schema.js';
import { sentencesOf } from '../tools/words.js';

/** What is asked of an object as a whole, and so not of a patch, which has only some of its members. */
const OF_THE_WHOLE = ['if', 'then', 'else', 'allOf', 'dependentRequired', 'required', 'minProperties', 'maxProperties'];

/**
 * The schema of a patch for what meets `schema`: a member may be null, which removes it, and what is asked of the object as a
 * whole is said in its description. A list is replaced as a whole, so its items stay as they are.
 */
export function patchSchema(schema: Json): Json {
  if (schema.type !== 'object') return schema;
  const whole = OF_THE_WHOLE.filter((keyword) => keyword in schema);
  const others = Object.entries(schema).filter(([keyword]) => !whole.includes(keyword));
  const members = Object.entries((schema.properties ?? {}) as Json).map(([name, each]) => [
    name,
    isObject(each) ? orNull(patchSchema(each)) : each,
  ]);
  const description = [schema.description, ...whole.flatMap((keyword) => sentencesOf(keyword, schema))];
  return {
    ...Object.fromEntries(others),
    ...(members.length > 0 && { properties: Object.fromEntries(members) }),
    description: description.filter((each) => each !== undefined).join(' '),
  };
}

// An assistant that corrects what it sent by the issues alone: their path and params. It does not know the schemas. What
// only the user knows, it asks.

const own = (value, key) =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, key) ? value[key] : undefined;
const at = (data, path) => path.reduce(own, data);

/** Removes a member or an item. */
function drop(data, path) {
  const holder = at(data, path.slice(0, -1));
  if (Array.isArray(holder)) holder.splice(path.at(-1), 1);
  else if (holder !== undefined) delete holder[path.at(-1)];
}

function put(data, path, value) {
  let holder = data;
  for (const key of path.slice(0, -1)) holder = holder[key] ??= {};
  holder[path.at(-1)] = value;
}

/** Minutes after a time, with its offset. */
function later(time, minutes) {
  const [, local, offset] = /^(.*?)(Z|[+-]\d\d:\d\d)$/.exec(time);
  return new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 19) + offset;
}

/** A text or a list of just this length. */
function ofLength(value, limit) {
  return typeof value === 'string' ? value.slice(0, limit).padEnd(limit, 'x') : value.slice(0, limit);
}

/** How to do what an issue asks for, by the params that it has. */
const WAYS = [
  ['suggestion', (_, { suggestion }) => suggestion],
  ['expected', (value, { expected }) => String(value).replace(/(Z|[+-]\d\d:\d\d)$/, expected)],
  ['allowedValue', (_, { allowedValue }) => allowedValue],
  ['allowedValues', (_, { allowedValues }) => allowedValues[0]],
  ['limit', (value, { limit }) => (typeof value === 'number' ? limit : ofLength(value, limit))],
];

const BY_CODE = {
  event_end_after_start: (_, { starts_at }) => later(starts_at, 60),
  event_duration: (_, { starts_at }) => later(starts_at, 60),
  doors_before_start: (_, { starts_at }) => starts_at,
  sales_end_after_start: (_, { sales_start_at }) => later(sales_start_at, 60),
  sales_start_before_event_end: (_, { ends_at }) => later(ends_at, -60),
  sales_end_by_event_end: (_, { ends_at }) => ends_at,
  minimum_within_maximum_per_order: (_, { maximum }) => maximum,
  minimum_per_order_within_quantity: (_, { quantity }) => quantity,
  minimum_price_within_price: (_, { price }) => price,
  quantity_within_capacity: (_, { capacity }) => capacity,
  attendance_mode_agrees: (_, { event }) => event,
};

/**
 * Mends the data by one issue. Returns how: by its params, by asking the user, or by leaving the value out, which is
 * always possible in a draft.
 * @param answer what the user says when asked for the value at a path.
 */
export function mend(data, { path, code, params }, answer) {
  const value = at(data, path);
  if (path.length === 0) return 'stuck';
  if (
    code === 'required' ||
    code === 'dependentRequired' ||
    code === 'minItems' ||
    (value === null && answer(path) !== undefined)
  ) {
    put(data, path, structuredClone(answer(path)));
    return 'asked';
  }
  if (code === 'additionalProperties' && params.suggestion !== undefined) {
    const holder = at(data, path.slice(0, -1));
    holder[params.suggestion] ??= value;
    drop(data, path);
    return 'params';
  }
  if (code === 'uniqueItems') {
    drop(data, [...path, params.j]);
    return 'params';
  }
  const [, way] =
    [['', BY_CODE[code]], ...WAYS.filter(([name]) => params[name] !== undefined)].find(([, each]) => each) ?? [];
  if (way !== undefined && code !== 'maxProperties') {
    put(data, path, way(value, params));
    return 'params';
  }
  const said = answer(path);
  if (said !== undefined && typeof said !== 'object') {
    put(data, path, said);
    return 'asked';
  }
  drop(data, path);
  return 'dropped';
}

/** The patch that turns one document into another: null for what is gone. */
export function patchOf(before, after) {
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject(before) || !isObject(after)) return after;
  const patch = {};
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch[key] = null;
  for (const key of Object.keys(after)) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) patch[key] = patchOf(before[key], after[key]);
  }
  return patch;
}

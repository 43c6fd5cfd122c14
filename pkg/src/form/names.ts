// The entries of a FormData as nested values: `tiers.0.name`, `tiers[0].name` and `tiers[0][name]` are one place. Knows
// names, and what the schema wants at them.

import type { Wanted } from './wanted.js';

/** A place, with all that was entered there, and the places within. */
interface Node {
  readonly entered: unknown[];
  readonly within: Map<string, Node>;
}

const NAME = /^[^.[\]]+(?:\.[^.[\]]+|\[[^[\]]*\])*$/;
const INDEX = /^\d{1,9}$/;

const newNode = (): Node => ({ entered: [], within: new Map() });

/** The keys that lead to a name's place; the name itself if the schema describes no such place. */
function keysOf(name: string, root: Wanted): string[] {
  const keys = NAME.test(name) ? (name.match(/[^.[\]]+|\[\]/g) as string[]) : [];
  // `tags[]` is an item of `tags`, like a second `tags`.
  if (keys.at(-1) === '[]') keys.pop();
  let wanted: Wanted | undefined = root;
  for (const key of keys) {
    // Below a member that the schema does not describe there are no places.
    if (wanted === undefined) return [name];
    const isList = wanted.types.has('array');
    if (isList ? !INDEX.test(key) : wanted.members.length === 0) return [name];
    wanted = isList ? wanted.items : wanted.member(key);
  }
  return keys.length === 0 ? [name] : keys;
}

function contentOf({ entered, within }: Node, wanted: Wanted | undefined): unknown {
  if (wanted?.types.has('array')) {
    const rows = [...within].sort(([one], [other]) => Number(one) - Number(other));
    return [...rows.map(([, row]) => contentOf(row, wanted.items)), ...entered];
  }
  if (within.size > 0) {
    const members = Object.fromEntries([...within].map(([key, node]) => [key, contentOf(node, wanted?.member(key))]));
    const strays = entered.filter((value) => value !== '');
    // A name that is a field and a group at once is not what the schema wants, and the judge says so.
    return strays.length > 0 ? [members, ...strays] : members;
  }
  // Behind a checkbox's hidden `false`, the checkbox itself decides.
  return entered.length > 1 && !wanted?.types.has('boolean') ? entered : entered.at(-1);
}

/**
 * Nested values. A list's rows stand in the order of their numbers, which may have gaps. A name that leads nowhere is a
 * key of its own.
 */
export function nestedValues(entries: Iterable<[string, unknown]>, wanted: Wanted): unknown {
  const root = newNode();
  // A form without any field is an object, too.
  for (const [name, value] of entries) {
    let node = root;
    for (const key of keysOf(name, wanted)) {
      const inner = node.within.get(key) ?? newNode();
      node.within.set(key, inner);
      node = inner;
    }
    node.entered.push(value);
  }
  return root.within.size === 0 ? {} : contentOf(root, wanted);
}

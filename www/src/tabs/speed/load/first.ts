// The first verdict in a worker of its own. Knows no library.

import row from '../../../../../benches/first/row.json';

/** Judges a sound row as soon as everything is loaded, and tells whether it passed. */
export function first(insert: (row: unknown) => boolean): void {
  postMessage(insert(row));
}

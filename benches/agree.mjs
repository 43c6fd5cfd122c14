// Checks that all contestants give the same answers: for the documents that are timed, and for each of them with each
// fault.

import { contestants } from './contestants/index.mjs';
import { columns } from './contestants/schemas.mjs';
import { broken, documents, faults, patch, rowFaults, rows } from './documents.mjs';

/** `{ checked, disagreements: [text] }` */
export function agreement() {
  const disagreements = [];
  let checked = 0;
  function check(what, expected, judge) {
    checked += 1;
    const wrong = Object.entries(contestants).filter(([, contestant]) => judge(contestant) !== expected);
    if (wrong.length > 0)
      disagreements.push(`${what}: ${wrong.map(([name]) => name)} say ${expected ? 'invalid' : 'valid'}`);
  }
  const full = rows.filter((row) => row.completed_stages.length === 5);
  for (const [stage, own] of Object.entries(documents)) {
    for (const [index, document] of own.entries()) {
      check(`${stage} ${index}`, true, ({ stages }) => stages[stage](document));
      check(`patch, ${stage} ${index}`, true, ({ update }) => update(patch(stage, document)));
      for (const fault of faults[stage]) {
        const what = `${stage} ${index} with ${JSON.stringify(fault).slice(0, 60)}`;
        const data = broken(document, fault);
        const row = { ...full[index], [columns[stage]]: data };
        check(what, false, ({ stages }) => stages[stage](data));
        check(`row, ${what}`, false, ({ insert }) => insert(row));
        check(`patch, ${what}`, false, ({ update }) => update(patch(stage, data)));
      }
    }
  }
  for (const [index, row] of rows.entries()) {
    check(`row ${index}`, true, ({ insert }) => insert(row));
    if (full.includes(row)) check(`row ${index}, updated`, true, ({ update }) => update(row));
    for (const fault of rowFaults)
      check(`row ${index} with ${JSON.stringify(fault)}`, false, ({ insert }) => insert(broken(row, fault)));
  }
  return { checked, disagreements };
}

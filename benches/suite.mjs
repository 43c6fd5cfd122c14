// What is timed; the same code in every engine. Each part gives an array of `{ …what, bytes, ns: { contestant: nanoseconds } }`,
// a document's time.

import { agreement } from './agree.mjs';
import { contestants } from './contestants/index.mjs';
import { patch, rowSets, sets } from './documents.mjs';
import { race } from './measure.mjs';

const { ours, ...peers } = contestants;

const every = (documents, call) => () => {
  for (const document of documents) if (!call(document)) return false;
  return true;
};
const isBody = (text) => text.length > 0;

/** Each contestant's call over all documents. */
const calls = (documents, byUs, byPeer) => ({
  ours: every(documents, byUs),
  ...Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, every(documents, byPeer(peer))])),
});

const parts = {
  /** A stage's data is judged, and written as JSON once, which we do to judge it. */
  stages: (effort) =>
    sets.map(({ stage, most, bytes, documents }) => ({
      stage,
      most,
      bytes,
      ns: race(
        calls(documents, ours.stages[stage], ({ stages: { [stage]: judge } }) => (data) => judge(data) && isBody(JSON.stringify(data))),
        effort,
        documents.length,
      ),
    })),
  /** A row is judged and sent. */
  rows: (effort) =>
    rowSets.map(({ most, bytes, documents }) => ({
      most,
      bytes,
      ns: race(
        calls(
          documents,
          (row) => {
            const text = JSON.stringify(row);
            return ours.insertText(text) && isBody(text);
          },
          ({ insert }) =>
            (row) =>
              insert(row) && isBody(JSON.stringify(row)),
        ),
        effort,
        documents.length,
      ),
    })),
  /** JSON text is judged: rows, and updates of one stage. */
  texts: (effort) => [
    ...rowSets.map(({ most, bytes, documents }) => {
      const texts = documents.map((row) => JSON.stringify(row));
      return {
        stage: 'row',
        most,
        bytes,
        ns: race(
          calls(
            texts,
            ours.insertText,
            ({ insert }) =>
              (text) =>
                insert(JSON.parse(text)),
          ),
          effort,
          texts.length,
        ),
      };
    }),
    ...sets.map(({ stage, most, bytes, documents }) => {
      const texts = documents.map((data) => JSON.stringify(patch(stage, data)));
      return {
        stage,
        most,
        bytes,
        ns: race(
          calls(
            texts,
            ours.updateText,
            ({ update }) =>
              (text) =>
                update(JSON.parse(text)),
          ),
          effort,
          texts.length,
        ),
      };
    }),
  ],
};

/** Runs the parts that are named; nothing is timed if the contestants do not agree. */
export function run({ names, effort }) {
  const { checked, disagreements } = agreement();
  if (disagreements.length > 0) return { checked, disagreements };
  const results = {};
  for (const name of names) results[name] = parts[name](effort);
  return { checked, disagreements, ...results };
}

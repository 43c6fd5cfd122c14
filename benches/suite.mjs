// What is timed: the same code in every engine. Each part returns an array of `{ …what, bytes, ns: { contestant:
// nanoseconds } }`, with times for one document.

import * as allErrors from '#ajv-all-errors';
import { agreement } from './agree.mjs';
import { contestants } from './contestants/index.mjs';
import * as zod from './contestants/zod.mjs';
import { manyRows, patch, rowSets, sets, tenFaults } from './documents.mjs';
import { race } from './measure.mjs';

const { ours, ...peers } = contestants;
const isBody = (text) => text.length > 0;

/** Calls every contestant for all documents; for a peer, `byPeer` makes the call for one document. */
function raceOver(documents, byUs, byPeer, effort) {
  const over = (call) => () => documents.every(call);
  const calls = Object.entries(peers).map(([name, peer]) => [name, over(byPeer(peer))]);
  return race({ ours: over(byUs), ...Object.fromEntries(calls) }, effort, documents.length);
}

const rowSetsNamed = rowSets.map((set) => ({ stage: 'row', ...set }));

const parts = {
  /** Judges a stage's data and writes it as JSON once; our package does the latter first, in order to judge it. */
  stages: (effort) =>
    sets.map(({ documents, ...set }) => {
      const judgeBy = (peer) => peer.stages[set.stage];
      const byPeer = (peer) => {
        const judge = judgeBy(peer);
        return (data) => judge(data) && isBody(JSON.stringify(data));
      };
      return { ...set, ns: raceOver(documents, judgeBy(ours), byPeer, effort) };
    }),

  /** Judges a row and writes it as JSON. */
  rows: (effort) =>
    rowSetsNamed.map(({ documents, ...set }) => {
      const byUs = (row) => {
        const text = JSON.stringify(row);
        return ours.insertText(text) && isBody(text);
      };
      const byPeer =
        ({ insert }) =>
        (row) =>
          insert(row) && isBody(JSON.stringify(row));
      return { ...set, ns: raceOver(documents, byUs, byPeer, effort) };
    }),

  /** Judges JSON text: inserted rows, and updates of one stage. */
  texts: (effort) =>
    [...rowSetsNamed, ...sets].map(({ documents, ...set }) => {
      const isRow = set.stage === 'row';
      const texts = documents.map((document) => JSON.stringify(isRow ? document : patch(set.stage, document)));
      const byPeer = ({ insert, update }) => {
        const judge = isRow ? insert : update;
        return (text) => judge(JSON.parse(text));
      };
      return { ...set, ns: raceOver(texts, isRow ? ours.insertText : ours.updateText, byPeer, effort) };
    }),

  /** Reports ten issues: our package and zod with their messages, Ajv with the keyword's message. */
  issues: (effort) =>
    Object.entries(tenFaults).map(([stage, data]) => {
      const tellers = {
        ours: () => ours.issues[stage](data),
        'Ajv standalone': () => allErrors.issues(stage, data),
        zod: () => zod.issues[stage](data),
      };
      for (const [name, tell] of Object.entries(tellers))
        if (tell() !== 10) throw new Error(`${stage}: ${name} reports ${tell()} issues instead of ten`);
      return { stage, bytes: JSON.stringify(data).length, ns: race(tellers, effort) };
    }),

  /** The fixed cost of a call. */
  fixed: (effort) => Object.entries(ours.empty).map(([stage, call]) => ({ stage, ns: race({ ours: call }, effort) })),

  /** Judges arrays of rows and writes them as JSON. */
  scaling: (effort) =>
    [10_000, 100_000, 1_000_000, 10_000_000].map((most) => {
      const many = manyRows(most);
      const { insert } = peers['Ajv standalone'];
      const calls = {
        ours: () => ours.insertMany(many),
        'Ajv standalone': () => many.every((row) => insert(row)) && isBody(JSON.stringify(many)),
      };
      return { most, bytes: JSON.stringify(many).length, ns: race(calls, { ...effort, rounds: most > 1e6 ? 3 : 7 }) };
    }),
};

/** Runs the named parts; nothing is timed if the contestants disagree. */
export function run({ names, effort }) {
  const { checked, disagreements } = agreement();
  const timed = disagreements.length === 0 ? names : [];
  return { checked, disagreements, ...Object.fromEntries(timed.map((name) => [name, parts[name](effort)])) };
}

// The plots in README.md, in colours that are legible on white and on black.

import { byPeer } from './tables.mjs';

const STYLE = `<style>
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 14px; font-weight: 600; }
  .axis { stroke: #8c959f; stroke-width: 1; }
  .grid { stroke: #8c959f; stroke-width: 0.5; opacity: 0.4; }
  .quiet { fill: #59636e; }
  @media (prefers-color-scheme: dark) { text { fill: #f0f6fc; } .quiet { fill: #9198a1; } }
</style>`;
const OURS = '#2f81f7';
const PEER = '#8c959f';
const COLOURS = { ours: OURS, 'Ajv standalone': '#d9730d', TypeBox: '#8957e5', ArkType: '#2da44e', zod: '#cf222e' };

const svg = (width, height, title, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">
${STYLE}
<text class="title" x="16" y="24">${title}</text>
${body.join('\n')}
</svg>
`;

/** Times longer than this, in units of ours, are drawn as a cut bar. */
const LONGEST = 3;

/** A panel for each engine; a bar for each library, whose length is its time in units of ours. */
function peersPlot({ date, engines }) {
  const [left, top, wide, high, gap] = [130, 56, 230, 16, 6];
  const names = ['ours', ...Object.keys(byPeer(Object.values(engines)[0]))];
  const panel = names.length * (high + gap) + 60;
  const all = Object.values(engines);
  const x = (value) => (Math.min(value, LONGEST) / LONGEST) * wide;
  const body = all.flatMap((engine, index) => {
    const [x0, y0] = [left + (index % 2) * (left + wide + 60), top + Math.floor(index / 2) * panel];
    const times = { ours: 1, ...Object.fromEntries(Object.entries(byPeer(engine)).map(([k, v]) => [k, 1 / v])) };
    const bars = names.flatMap((name, row) => {
      const y = y0 + 14 + row * (high + gap);
      const colour = name === 'ours' ? OURS : PEER;
      return [
        `<text x="${x0 - 8}" y="${y + 12}" text-anchor="end">${name}</text>`,
        `<rect x="${x0}" y="${y}" width="${x(times[name]).toFixed(1)}" height="${high}" rx="2" fill="${colour}"/>`,
        `<text class="quiet" x="${(x0 + x(times[name]) + 6).toFixed(1)}" y="${y + 12}">${times[name] > LONGEST ? '… ' : ''}${times[name].toFixed(2)}</text>`,
      ];
    });
    const one = (x0 + x(1)).toFixed(1);
    const bottom = y0 + 14 + names.length * (high + gap);
    return [
      `<text x="${x0}" y="${y0 + 4}" font-weight="600">${engine.title}</text>`,
      ...bars,
      `<line class="grid" x1="${one}" y1="${y0 + 10}" x2="${one}" y2="${bottom}"/>`,
    ];
  });
  const height = top + Math.ceil(all.length / 2) * panel;
  const title = `One stage, judged and written as JSON: time in units of ours (${date}; shorter is faster)`;
  return svg(2 * (left + wide + 60), height, title, body);
}

/**
 * A panel for each engine: a document's time by its size, both logarithmic, with a line for each library and stage
 * class.
 */
function sizesPlot({ date, engines }) {
  const [left, top, wide, high] = [60, 56, 330, 260];
  const all = Object.values(engines);
  const names = Object.keys(COLOURS);
  const points = (engine, name) => {
    const classes = new Map();
    for (const set of engine.stages) classes.set(set.most, [...(classes.get(set.most) ?? []), set]);
    const mean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
    return [...classes.values()]
      .map((sets) => [mean(sets.map(({ bytes }) => bytes)), mean(sets.map(({ ns }) => ns[name]))])
      .sort(([a], [b]) => a - b);
  };
  const [fewest, largest, fastest, slowest] = [70, 2500, 300, 30_000];
  const x = (bytes) => (Math.log(bytes / fewest) / Math.log(largest / fewest)) * wide;
  const y = (ns) => high - (Math.log(ns / fastest) / Math.log(slowest / fastest)) * high;
  const body = all.flatMap((engine, index) => {
    const [x0, y0] = [left + (index % 2) * (left + wide + 20), top + Math.floor(index / 2) * (high + 80)];
    const at = ([bytes, ns]) => `${(x0 + x(bytes)).toFixed(1)},${(y0 + 14 + y(ns)).toFixed(1)}`;
    const lines = names.map(
      (name) =>
        `<polyline points="${points(engine, name).map(at).join(' ')}" fill="none" stroke="${COLOURS[name]}" stroke-width="${name === 'ours' ? 3 : 1.5}"/>`,
    );
    const rows = [300, 1000, 3000, 10_000, 30_000].flatMap((ns) => {
      const yy = (y0 + 14 + y(ns)).toFixed(1);
      return [
        `<line class="grid" x1="${x0}" y1="${yy}" x2="${x0 + wide}" y2="${yy}"/>`,
        `<text class="quiet" x="${x0 - 6}" y="${Number(yy) + 4}" text-anchor="end">${ns / 1000} µs</text>`,
      ];
    });
    const marks = [100, 300, 1000].flatMap((bytes) => {
      const xx = (x0 + x(bytes)).toFixed(1);
      return [
        `<line class="axis" x1="${xx}" y1="${y0 + 14 + high}" x2="${xx}" y2="${y0 + 19 + high}"/>`,
        `<text class="quiet" x="${xx}" y="${y0 + 34 + high}" text-anchor="middle">${bytes} B</text>`,
      ];
    });
    return [`<text x="${x0}" y="${y0 + 4}" font-weight="600">${engine.title}</text>`, ...rows, ...marks, ...lines];
  });
  const height = top + Math.ceil(all.length / 2) * (high + 80);
  const legend = names.map(
    (name, index) =>
      `<rect x="${left + index * 140}" y="${height - 4}" width="14" height="4" fill="${COLOURS[name]}"/><text x="${left + 20 + index * 140}" y="${height + 2}">${name}</text>`,
  );
  const title = `One stage, judged and written as JSON: time by the size of the data (${date})`;
  return svg(2 * (left + wide + 20), height + 20, title, [...body, ...legend]);
}

export const plots = (results) => ({ 'peers.svg': peersPlot(results), 'sizes.svg': sizesPlot(results) });

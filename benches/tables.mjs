// The results as tables: for the terminal beside the targets, and for README.md.

const AJV = 'Ajv standalone';

/** The targets set by issue 15. */
const TARGETS = {
  'node-26': { stages: 0.7, worst: 1.3, rows: 0.5, texts: 0.3, issues: 1, fixed: 150 },
  chromium: { stages: 1, worst: 1.8, rows: 0.75, texts: 0.5, issues: 1, first: 1 },
};

const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Our time divided by the peer's, for each set of documents. */
const ratios = (sets, peer) => sets.map(({ ns }) => ns.ours / ns[peer]);

/** The slope from the smallest size to the largest, on logarithmic scales: 1 is linear. */
function growth(points, contestant) {
  const [first, last] = [points[0], points.at(-1)];
  return Math.log(last.ns[contestant] / first.ns[contestant]) / Math.log(last.bytes / first.bytes);
}

/** The few numbers that summarise how the package does in an engine. */
export function summary({ stages, rows, texts, issues, fixed, scaling, first }) {
  return {
    stages: geometricMean(ratios(stages, AJV)),
    worst: Math.max(...ratios(stages, AJV)),
    rows: geometricMean(ratios(rows, AJV)),
    texts: geometricMean(ratios(texts, AJV)),
    zod: geometricMean(ratios(stages, 'zod')),
    issues: geometricMean(ratios(issues, AJV)),
    fixed: mean(fixed.map(({ ns }) => ns.ours)),
    growth: scaling && growth(scaling, 'ours'),
    growthOfAjv: scaling && growth(scaling, AJV),
    first: first && first.ours / first[AJV],
  };
}

/** Our time divided by each peer's: `{ peer: ratio }`. */
export function byPeer({ stages }) {
  const [, ...peers] = Object.keys(stages[0].ns);
  return Object.fromEntries(peers.map((peer) => [peer, geometricMean(ratios(stages, peer))]));
}

const ratio = (value) => value?.toFixed(2) ?? '–';
const whole = (value) => value?.toFixed(0) ?? '–';

/** Lines of cells, aligned in columns. */
function columns(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))))
    .map((line) => line.join('  ').trimEnd())
    .join('\n');
}

const SUMMARY = [
  ['stages', 'stages', ratio],
  ['worst', 'worst', ratio],
  ['rows', 'rows', ratio],
  ['text in hand', 'texts', ratio],
  ['ten issues', 'issues', ratio],
  ['÷ zod', 'zod', ratio],
  ['fixed ns', 'fixed', whole],
  ['growth', 'growth', ratio],
  ["Ajv's", 'growthOfAjv', ratio],
  ['first verdict', 'first', ratio],
];

const PARTS = ['stringify', 'encodeInto', 'module', 'whole'];

/**
 * Everything, for whoever runs the benchmark: the summary beside the targets, peers, every set of documents, and where
 * our time goes.
 */
export function terminalTable({ engines }) {
  const blocks = [];
  const all = Object.entries(engines);
  const lines = all.flatMap(([name, engine]) => {
    const own = summary(engine);
    const target = TARGETS[name];
    const cells = SUMMARY.map(([, key, show]) => {
      const missed = target?.[key] !== undefined && own[key] > target[key];
      return `${show(own[key])}${missed ? '!' : ''}`;
    });
    const goals = SUMMARY.map(([, key, show]) => (target?.[key] === undefined ? '' : show(target[key])));
    return [[engine.title, ...cells], ...(target ? [['  at most', ...goals]] : [])];
  });
  const heads = SUMMARY.map(([head]) => head);
  blocks.push(`ours ÷ Ajv standalone (! misses the target)\n${columns([['', ...heads], ...lines])}`);

  const peers = Object.keys(byPeer(all[0][1]));
  const peerLines = all.map(([, engine]) => [engine.title, ...peers.map((peer) => ratio(byPeer(engine)[peer]))]);
  blocks.push(`stages: ours ÷ each peer\n${columns([['', ...peers], ...peerLines])}`);

  for (const [, engine] of all) {
    for (const part of ['stages', 'rows', 'texts', 'issues', 'scaling']) {
      if (engine[part] === undefined) continue;
      const names = Object.keys(engine[part][0].ns);
      const sets = engine[part].map(({ stage = '', most, bytes, ns }) => [
        `${stage}${most ? ` ≤ ${most}` : ''}`,
        String(bytes),
        ...names.map((name) => whole(ns[name])),
        ratio(ns.ours / ns[AJV]),
      ]);
      blocks.push(`${engine.title}, ${part}: ns\n${columns([['', 'bytes', ...names, '÷ Ajv'], ...sets])}`);
    }
    const anatomy = engine.anatomy.map(({ stage, bytes, ns }) => [
      stage,
      String(bytes),
      ...PARTS.map((part) => whole(ns[part])),
      whole(ns.charCodeAt),
    ]);
    blocks.push(
      `${engine.title}, a stage's call: ns\n${columns([['', 'bytes', ...PARTS, '(charCodeAt)'], ...anatomy])}`,
    );
  }
  return blocks.join('\n\n');
}

/** The lines between the marks in README.md. */
export function readmeTable({ date, versions, engines }) {
  const lines = Object.values(engines).map((engine) => {
    const own = summary(engine);
    return `| ${[
      engine.title,
      `${ratio(own.stages)} (${ratio(own.worst)})`,
      ratio(own.rows),
      ratio(own.texts),
      ratio(own.issues),
      ratio(own.zod),
      whole(own.fixed),
      ratio(own.first),
    ].join(' | ')} |`;
  });
  const peers = ['ajv', 'zod', 'valibot', 'arktype', 'typebox', '@cfworker/json-schema'];
  return `| ours ÷ Ajv standalone | stages (worst) | rows | text in hand | ten issues | stages, ÷ zod | an empty stage, ns | first verdict of a page |
|---|--:|--:|--:|--:|--:|--:|--:|
${lines.join('\n')}

![Time of one stage by library and engine](benches/results/peers.svg)

![Time of one stage by the size of its data](benches/results/sizes.svg)

Measured ${date} with ${peers.map((peer) => `${peer} ${versions[peer]}`).join(', ')}.`;
}

const BEGIN = '<!-- speed: made by RECORD=1 make bench -->';
const END = '<!-- speed end -->';

/** The page with the table inserted. */
export function inReadme(page, table) {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md lacks ${BEGIN} and ${END}`);
  return `${page.slice(0, from + BEGIN.length)}\n\n${table}\n\n${page.slice(to)}`;
}

// The documents to be judged: sessions as users fill them in, from the shortest to long ones in several languages; the
// data of each stage on its own, by size, and whole rows.

import { columns } from './contestants/schemas.mjs';
import text from './documents/sessions.jsonl';

const sessions = text
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value)).length;

/** The upper limits of the size classes, in bytes of JSON text. */
const CLASSES = [150, 500, 1500, 3000];
const ROW_CLASSES = [1000, 2500, 10_000];

/** Documents by class: `[{ most, bytes, documents }]`, without empty classes; `bytes` is the mean. */
function bySize(documents, classes) {
  const sets = classes.map((most, index) => {
    const own = documents.filter((each) => bytesOf(each) <= most && bytesOf(each) > (classes[index - 1] ?? 0));
    const bytes = Math.round(own.reduce((sum, each) => sum + bytesOf(each), 0) / own.length);
    return { most, bytes, documents: own };
  });
  return sets.filter(({ documents: own }) => own.length > 0);
}

/** Complete and valid data for every stage. */
export const documents = Object.fromEntries(
  Object.entries(columns).map(([stage, column]) => [stage, sessions.map((session) => session[column])]),
);

/** `[{ stage, most, bytes, documents }]` */
export const sets = Object.entries(documents).flatMap(([stage, own]) =>
  bySize(own, CLASSES).map((set) => ({ stage, ...set })),
);

/** Rows as they are inserted: those of finished wizards, and the third session as it was after each stage. */
export const rows = [
  ...Object.keys(columns).map((_, index) => row(sessions[2], index + 1)),
  ...sessions.map((session) => row(session, Object.keys(columns).length)),
];

function row(session, completed) {
  const stages = Object.keys(columns).slice(0, completed);
  return {
    session_id: `wiz_01J9Z6J5F0C9T2Q4R8V${bytesOf(session).toString(36)}`,
    user_id: '7d4b3f1e-2c69-4f0e-9b1a-5a8c7e6d4f32',
    current_stage: Object.keys(columns)[Math.min(completed, 4)],
    completed_stages: stages,
    ...Object.fromEntries(stages.map((stage) => [columns[stage], session[columns[stage]]])),
    status: completed === 5 ? 'completed' : 'active',
    completion_percentage: completed * 20,
    last_interaction: '2026-11-02T10:15:30.123Z',
  };
}

/** `[{ most, bytes, documents }]` */
export const rowSets = bySize(rows, ROW_CLASSES);

/** Rows whose JSON has about this many bytes in total. */
export function manyRows(bytes) {
  const many = [];
  for (let left = bytes; left > 0; ) {
    const next = rows[5 + (many.length % sessions.length)];
    many.push({ ...next, session_id: `${next.session_id}-${many.length}` });
    left -= bytesOf(next);
  }
  return many;
}

/** What is sent after a stage has been filled in. */
export const patch = (stage, data) => ({
  [columns[stage]]: data,
  completed_stages: [stage],
  completion_percentage: 20,
});

const LONG = 'x'.repeat(151);
const address = { line1: '14 Quayside', city: 'Whitby', country: 'GB' };
const tier = { name: 'Standard', kind: 'paid', price_minor: 1800 };

/** Changes that make any session's data invalid, with one fault each; undefined removes a member. */
export const faults = {
  organizerSetup: [
    { name: '' },
    { name: `${LONG}` },
    { name: 7 },
    { name: undefined },
    { email: 'no' },
    { phone: '0207' },
    { kind: 'club' },
    { kind: 'company', legal_name: undefined },
    { website: 'https://' },
    { postal_address: { ...address, country: 'UK' } },
    { postal_address: { city: 'Whitby' } },
    { social_links: [{ network: 'instagram' }] },
    { description: 'a\u0007b' },
    { extra: 1 },
  ],
  eventSetup: [
    { title: LONG },
    { title: ' ' },
    { title: '🎷'.repeat(151) },
    { summary: undefined },
    { summary: 'two\nlines' },
    { category: 'Music' },
    { starts_at: '2027-06-12' },
    { starts_at: '2027-06-12T19:00:00' },
    { time_zone: 'Europe/Nowhere' },
    { attendance_mode: null },
    { capacity: 1.5 },
    { capacity: 0 },
    { capacity: '300' },
    { language: 'english please' },
    { minimum_age: 100 },
    { tags: ['a', 'a'] },
    { tags: 'jazz' },
    { tags: Array.from({ length: 11 }, (_, index) => `tag ${index}`) },
    { performers: [{ role: 'headliner' }] },
    { performers: [{ name: 'Nina', fee: 100 }] },
    { visibility: null },
    { cover_image_url: 'https://example.org/a.png', cover_image_alt: undefined },
    { extra: null },
  ],
  ticketSetup: [
    { currency: 'gbp' },
    { currency: undefined, external_ticket_url: undefined },
    { tiers: [], currency: 'GBP' },
    { tiers: [{ ...tier, kind: 'free' }] },
    { tiers: [{ ...tier, price_minor: 0 }] },
    { tiers: [{ ...tier, price_minor: 12.5 }] },
    { tiers: [{ ...tier, price_minor: -1 }] },
    { tiers: [{ ...tier, minimum_price_minor: 1 }] },
    { tiers: [{ ...tier, quantity: 0 }] },
    { tiers: [{ ...tier, max_per_order: 101 }] },
    { tiers: [{ ...tier, sales_start_at: 'tomorrow' }] },
    { tiers: [{ kind: 'paid', price_minor: 100 }] },
    { tiers: [tier, { ...tier, name: undefined }] },
    { external_ticket_url: 'tickets.example' },
    { waiting_list: 'yes' },
    { registration_questions: { type: 'array', properties: {} } },
    { extra: {} },
  ],
  venueSetup: [
    { attendance_mode: undefined },
    { attendance_mode: 'offline', to_be_announced: false, address: undefined },
    { attendance_mode: 'mixed', to_be_announced: undefined, name: undefined },
    { coordinates: { latitude: 91, longitude: 0 } },
    { coordinates: { latitude: 9 } },
    { address: { ...address, country: 'UK' } },
    { address: { ...address, floor: 2 } },
    { accessibility: ['lift'] },
    { accessibility: ['captions', 'captions'] },
    { directions: 5 },
    { online_url: 'meet.example' },
    { extra: [] },
  ],
  paymentSetup: [
    { provider: 'bank' },
    { provider: 'stripe', account_id: undefined },
    { accepted_terms: false },
    { accepted_terms: undefined },
    { accepted_terms_at: '2026-12-03 17:45' },
    { refund_policy: 'never' },
    { tax_basis_points: 10001, tax_included: true },
    { tax_basis_points: 700, tax_included: undefined },
    { tax_included: 'yes' },
    {
      provider: 'stripe',
      account_id: 'acct_1NvXZ2LkdIwHu7ix',
      payout_currency: 'GBP',
      fee_bearer: 'split',
      statement_descriptor: 'abcd',
    },
    { payout_currency: 'QQQ' },
    { fee_bearer: 'nobody' },
    { extra: 'x' },
  ],
};

/** Data with ten faults for each stage. */
export const tenFaults = {
  organizerSetup: {
    name: 7,
    email: 'no',
    phone: '0207',
    website: 'harbourjazz',
    logo_url: 'logo.svg',
    kind: 'club',
    legal_name: 5,
    description: 5,
    terms_url: 'terms',
    privacy_url: 'privacy',
  },
  eventSetup: {
    title: 5,
    summary: 5,
    category: 'Music',
    starts_at: 'tomorrow',
    time_zone: 'Europe/Nowhere',
    attendance_mode: 'hybrid',
    capacity: 0,
    minimum_age: 100,
    language: 'english please',
    visibility: 'secret',
  },
  ticketSetup: {
    currency: 'GBP',
    tiers: ['Early bird', 'Standard', 'Under 16', 'Friend', 'Door'].map((name) => ({
      name,
      kind: 'vip',
      price_minor: 100,
      quantity: 0,
    })),
  },
  venueSetup: {
    attendance_mode: 'hybrid',
    to_be_announced: 'no',
    name: 5,
    address: { city: 5, country: 'UK' },
    coordinates: { latitude: 91, longitude: 181 },
    directions: 5,
    accessibility: ['lift'],
    online_url: 'meet',
  },
  paymentSetup: {
    provider: 'bank',
    account_id: 5,
    payout_currency: 'QQQ',
    fee_bearer: 'nobody',
    tax_name: 5,
    tax_id: 5,
    tax_basis_points: 10_001,
    tax_included: 'yes',
    refund_policy: 'never',
    accepted_terms: false,
  },
};

/** Changes that make any row invalid. */
export const rowFaults = [
  { session_id: undefined },
  { session_id: 'x'.repeat(256) },
  { status: 'open' },
  { completion_percentage: 101 },
  { user_id: 'x' },
  { last_interaction: 'soon' },
  { nonsense: 1 },
];

/** The document with a fault, as it is in JSON. */
export const broken = (document, fault) => JSON.parse(JSON.stringify({ ...document, ...fault }));

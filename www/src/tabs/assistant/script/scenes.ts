// The scenes that the script can play: what it sends at first, with the mistakes that models make. How it mends them is not
// here: it reads that from the issues.

import type { Stage, Status } from 'event-wizard-validator';
import type { Operation } from './operation';

export type Step =
  | { readonly kind: 'fill'; readonly stage: Stage; readonly data: object; readonly complete?: boolean }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'delta'; readonly delta: readonly Operation[] };

export interface Scene {
  readonly steps: readonly Step[];
  /** Sends the same again when it is refused, as models do that do not read. */
  readonly isStubborn?: boolean;
}

const organizer = {
  name: 'Harbour Jazz Collective',
  email: 'hello@harbourjazz.example',
  kind: 'non_profit',
  legal_name: 'Harbour Jazz Collective CIC',
  website: 'https://harbourjazz.example',
};
const event = {
  title: 'Harbour Jazz Night',
  summary: 'An evening of live jazz on the quay, with three bands and a late session.',
  category: 'music',
  starts_at: '2027-06-12T21:00:00+01:00',
  ends_at: '2027-06-13T01:00:00+01:00',
  time_zone: 'Europe/London',
  attendance_mode: 'offline',
  capacity: 250,
  visibility: 'public',
};
const early = { name: 'Early bird', kind: 'paid', price_minor: 1250, quantity: 50 };
const door = { name: 'On the door', kind: 'paid', price_minor: 1800, quantity: 150 };
const venue = {
  attendance_mode: 'offline',
  name: 'The Old Custom House',
  address: { line1: '12 Quay Street', city: 'Bristol', postal_code: 'BS1 4DJ', country: 'GB' },
};
const payment = {
  provider: 'stripe',
  account_id: 'acct_1NvXZ2LkdIwHu7ix',
  payout_currency: 'GBP',
  fee_bearer: 'attendee',
  refund_policy: 'until_7_days_before',
  accepted_terms: true,
  accepted_terms_at: '2027-02-20T10:15:00Z',
};
const { account_id, ...paymentWithoutAccount } = payment;
const { kind, website, ...organizerWithoutKind } = organizer;
const { title, starts_at, ...eventWithoutStart } = event;

const SCENES = {
  wizard: {
    steps: [
      {
        kind: 'fill',
        stage: 'organizerSetup',
        data: { ...organizerWithoutKind, organization_kind: 'nonprofit', website: 'harbourjazz.example' },
        complete: true,
      },
      {
        kind: 'fill',
        stage: 'eventSetup',
        data: { ...event, capacity: '250', ends_at: '2027-06-12T01:00:00+01:00', time_zone: 'London' },
        complete: true,
      },
      {
        kind: 'fill',
        stage: 'ticketSetup',
        data: { currency: 'GBP', tiers: [{ ...early, price_minor: 12.5 }, door] },
        complete: true,
      },
      {
        kind: 'fill',
        stage: 'venueSetup',
        data: { ...venue, attendance_mode: 'in_person', address: { ...venue.address, country: 'UK' } },
        complete: true,
      },
      {
        kind: 'fill',
        stage: 'paymentSetup',
        data: { ...payment, provider: 'Stripe', statement_descriptor: 'HARBOUR JAZZ NIGHT BRISTOL' },
        complete: true,
      },
      { kind: 'status', status: 'active' },
      { kind: 'status', status: 'completed' },
    ],
  },
  numbers: {
    steps: [
      { kind: 'fill', stage: 'eventSetup', data: { ...event, capacity: '250', minimum_age: '16' }, complete: true },
    ],
  },
  money: {
    steps: [
      {
        kind: 'fill',
        stage: 'ticketSetup',
        data: {
          currency: 'GBP',
          tiers: [
            { ...early, price_minor: 12.5 },
            { ...door, price_minor: '18.00' },
          ],
        },
        complete: true,
      },
    ],
  },
  times: {
    steps: [
      {
        kind: 'fill',
        stage: 'eventSetup',
        data: {
          ...event,
          doors_at: '2027-06-12T21:30:00+01:00',
          ends_at: '2027-06-12T01:00:00+01:00',
        },
        complete: true,
      },
    ],
  },
  choices: {
    steps: [
      {
        kind: 'fill',
        stage: 'venueSetup',
        data: {
          ...venue,
          attendance_mode: 'in_person',
          address: { ...venue.address, country: 'UK' },
          accessibility: ['step_free', 'hearing_loop'],
        },
        complete: true,
      },
    ],
  },
  keys: {
    steps: [
      {
        kind: 'fill',
        stage: 'eventSetup',
        data: { title, start_at: starts_at, ...eventWithoutStart, dress_code: 'casual', maxCapacity: 250 },
        complete: true,
      },
    ],
  },
  state: {
    steps: [
      { kind: 'delta', delta: [{ op: 'add', path: '/session/venue_data', value: venue }] },
      {
        kind: 'delta',
        delta: [
          { op: 'replace', path: '/session/venue_data/attendance_mode', value: 'in_person' },
          { op: 'add', path: '/session/venue_data/directions', value: 'The entrance is on the water side.' },
        ],
      },
      { kind: 'delta', delta: [{ op: 'add', path: '/session/event_data', value: event }] },
    ],
  },
  stuck: {
    isStubborn: true,
    steps: [{ kind: 'fill', stage: 'paymentSetup', data: paymentWithoutAccount, complete: true }],
  },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof SCENES;
/** The scenes by name, in the order in which they are offered. */
export const scenes: Readonly<Record<SceneName, Scene>> = SCENES;
export const sceneNames = Object.keys(SCENES) as SceneName[];
export const isScene = (name: string): name is SceneName => Object.hasOwn(SCENES, name);

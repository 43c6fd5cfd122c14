// Data to fill a stage with, and mistakes that people make. Knows the project's own fixture; what a mistake leads to is
// found out by making it.

import type { Stage, StageData } from 'event-wizard-validator';
import { toForm } from 'event-wizard-validator/form';
import text from '../../../../tests/fixtures/sessions/complete.json?raw';

const session = JSON.parse(text) as Readonly<Record<string, unknown>>;

/** A stage as it is in the fixture of a complete session. */
export const examples = {
  organizerSetup: session.organizer_data,
  eventSetup: session.event_data,
  ticketSetup: session.ticket_data,
  venueSetup: session.venue_data,
  paymentSetup: session.payment_data,
} as StageData;

/** The example as a form holds it; its times on the clocks of its own zone, or of the one given. */
export const exampleValues = (stage: Stage, timeZone: string | undefined) =>
  toForm(stage, examples[stage], { timeZone, defaults: true }) as Readonly<Record<string, unknown>>;

export type Mistake =
  | 'email'
  | 'phone'
  | 'end'
  | 'skipped'
  | 'count'
  | 'price'
  | 'currency'
  | 'free'
  | 'country'
  | 'latitude'
  | 'mode'
  | 'secret'
  | 'percent'
  | 'short';

/** What a mistake enters: values of controls, by their pointers. The first is where it will be seen. */
type Entries = readonly (readonly [pointer: string, value: string])[];

interface Mistaken {
  readonly name: Mistake;
  readonly entries: Entries;
}

export const mistakes: Readonly<Record<Stage, readonly Mistaken[]>> = {
  organizerSetup: [
    { name: 'email', entries: [['/email', 'hello.harbourjazz.example']] },
    { name: 'phone', entries: [['/phone', '020 7946 0123']] },
  ],
  eventSetup: [
    {
      name: 'end',
      entries: [
        ['/ends_at', '2027-06-12T18:00'],
        ['/starts_at', '2027-06-12T19:30'],
        ['/time_zone', 'Europe/London'],
      ],
    },
    {
      name: 'skipped',
      entries: [
        ['/doors_at', '2027-03-28T01:30'],
        ['/time_zone', 'Europe/London'],
      ],
    },
    { name: 'count', entries: [['/capacity', 'two hundred']] },
  ],
  ticketSetup: [
    {
      name: 'price',
      entries: [
        ['/tiers/0/price_minor', '12.50'],
        ['/tiers/0/kind', 'paid'],
        ['/currency', 'GBP'],
      ],
    },
    {
      name: 'free',
      entries: [
        ['/tiers/0/price_minor', '500'],
        ['/tiers/0/kind', 'free'],
      ],
    },
    { name: 'currency', entries: [['/currency', 'EURO']] },
  ],
  venueSetup: [
    { name: 'country', entries: [['/address/country', 'UK']] },
    {
      name: 'latitude',
      entries: [
        ['/coordinates/latitude', '514.491'],
        ['/coordinates/longitude', '-2.5967'],
      ],
    },
    { name: 'mode', entries: [['/attendance_mode', 'online']] },
  ],
  paymentSetup: [
    {
      name: 'secret',
      entries: [['/account_id', 'sk_live_51NvXZ2LkdIwHu7ixEXAMPLE']],
    },
    { name: 'percent', entries: [['/tax_basis_points', '20 %']] },
    {
      name: 'short',
      entries: [
        ['/statement_descriptor', 'JAZZ'],
        ['/provider', 'stripe'],
      ],
    },
  ],
};

// Realistic data of each stage, complete and sound, and a row that holds all of it.

export const stages = {
  organizerSetup: {
    name: 'Harbour Jazz Collective',
    email: 'hello@harbourjazz.example',
    phone: '+442071838750',
    website: 'https://harbourjazz.example/',
    kind: 'non_profit',
    legal_name: 'Harbour Jazz Collective CIC',
    description: 'We run small concerts by the water, with musicians who live within walking distance.',
    social_links: [
      { network: 'instagram', url: 'https://www.instagram.com/harbourjazz' },
      { network: 'mastodon', url: 'https://music.example/@harbourjazz' },
    ],
  },
  eventSetup: {
    title: 'Harbour Jazz Night',
    summary: 'Five bands, one quay, and the last ferry home at midnight.',
    description: 'Doors open at six. The bands play from seven. Bring a coat: it is windy by the water after dark.',
    category: 'music',
    starts_at: '2027-06-12T19:00:00+01:00',
    ends_at: '2027-06-12T23:30:00+01:00',
    time_zone: 'Europe/London',
    attendance_mode: 'offline',
    capacity: 300,
    minimum_age: 18,
    tags: ['jazz', 'open air', 'harbour', 'café'],
    visibility: 'public',
  },
  ticketSetup: {
    currency: 'GBP',
    tiers: [
      {
        name: 'Early bird',
        kind: 'paid',
        price_minor: 1250,
        quantity: 80,
        sales_start_at: '2027-01-15T09:00:00Z',
        sales_end_at: '2027-03-31T22:59:59Z',
        min_per_order: 1,
        max_per_order: 6,
      },
      { name: 'Standard', kind: 'paid', price_minor: 1800, quantity: 180, max_per_order: 10 },
      { name: 'Under 16', kind: 'free', price_minor: 0, quantity: 30 },
      { name: 'Friend of the quay', kind: 'donation', price_minor: 500, quantity: 10 },
    ],
  },
  venueSetup: {
    attendance_mode: 'offline',
    name: 'The Old Customs House',
    address: {
      line1: '14 Quayside',
      line2: 'Harbour Village',
      city: 'Whitby',
      region: 'North Yorkshire',
      postal_code: 'YO21 1AA',
      country: 'GB',
    },
    coordinates: { latitude: 54.4863, longitude: -0.6133 },
    directions: 'Ten minutes on foot from the station, along the river and over the swing bridge.',
    accessibility: ['step_free_access', 'accessible_toilet'],
  },
  paymentSetup: {
    provider: 'stripe',
    account_id: 'acct_1NvXZ2LkdIwHu7ix',
    payout_currency: 'GBP',
    fee_bearer: 'attendee',
    tax_basis_points: 2000,
    tax_included: true,
    refund_policy: 'until_7_days_before',
    statement_descriptor: 'HARBOUR JAZZ NIGHT',
    accepted_terms: true,
  },
};

export const columns = {
  organizerSetup: 'organizer_data',
  eventSetup: 'event_data',
  ticketSetup: 'ticket_data',
  venueSetup: 'venue_data',
  paymentSetup: 'payment_data',
};

export const row = {
  session_id: 'wiz_01J9Z6J5F0C9T2Q4R8V3',
  user_id: '7d4b3f1e-2c69-4f0e-9b1a-5a8c7e6d4f32',
  current_stage: 'paymentSetup',
  completed_stages: Object.keys(stages),
  ...Object.fromEntries(Object.entries(columns).map(([stage, column]) => [column, stages[stage]])),
  status: 'active',
  completion_percentage: 100,
  last_interaction: '2026-11-02T10:15:30.123Z',
};

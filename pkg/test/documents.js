// Valid data for each stage, and a row that contains all of it.

export const organizer = {
  name: 'Harbour Jazz Collective',
  email: 'hello@harbourjazz.example',
  kind: 'non_profit',
  legal_name: 'Harbour Jazz Collective CIC',
};
export const event = {
  title: 'Harbour Jazz Night',
  summary: 'Five bands and one quay.',
  category: 'music',
  starts_at: '2027-06-12T19:00:00+01:00',
  ends_at: '2027-06-12T23:30:00+01:00',
  time_zone: 'Europe/London',
  attendance_mode: 'offline',
  capacity: 300,
  visibility: 'public',
};
export const ticket = {
  currency: 'GBP',
  tiers: [
    { name: 'Early bird', kind: 'paid', price_minor: 1250, quantity: 80 },
    { name: 'Under 16', kind: 'free', price_minor: 0, quantity: 30 },
  ],
};
export const venue = {
  attendance_mode: 'offline',
  name: 'The Old Customs House',
  address: { line1: '14 Quayside', city: 'Whitby', country: 'GB' },
};
export const payment = {
  provider: 'stripe',
  account_id: 'acct_1NvXZ2LkdIwHu7ix',
  payout_currency: 'GBP',
  fee_bearer: 'attendee',
  refund_policy: 'no_refunds',
  statement_descriptor: 'HARBOUR JAZZ NIGHT',
  accepted_terms: true,
};
export const data = {
  organizerSetup: organizer,
  eventSetup: event,
  ticketSetup: ticket,
  venueSetup: venue,
  paymentSetup: payment,
};
export const session = {
  session_id: 'wiz_1',
  current_stage: 'paymentSetup',
  completed_stages: Object.keys(data),
  organizer_data: organizer,
  event_data: event,
  ticket_data: ticket,
  venue_data: venue,
  payment_data: payment,
  status: 'active',
  completion_percentage: 100,
};

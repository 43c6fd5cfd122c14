// CHECKs to begin with; the visitor may write any other. In SQL, so the same in every language.

/** The last two are those that the compiler refuses: it never mirrors what it could not mirror exactly. */
export const ownChecks = [
  "completion_percentage <= 60 OR status = 'completed'",
  'char_length(btrim(session_id)) BETWEEN 12 AND 80',
  "event_data ->> 'title' IS NULL\n  OR event_data ->> 'title' ~ '^[[:upper:]]'",
  "coalesce(ticket_data ->> 'currency', 'EUR') IN ('EUR', 'GBP', 'USD')",
  "jsonb_array_length(coalesce(ticket_data -> 'tiers', '[]')) <= 2",
  "published_at IS NULL OR published_at >= '2027-01-01T00:00:00Z'",
  "num_nonnulls(user_id, event_id) <= 1\n  AND NOT completed_stages && ARRAY['paymentSetup']",
  "session_id < 'm'",
  "last_interaction <= now() + interval '1 hour'",
] as const;

/** A row to try them on. */
export const ownRow = JSON.stringify(
  {
    session_id: 'my own session',
    completed_stages: [],
    completion_percentage: 0,
    event_data: { title: 'harbour jazz' },
    ticket_data: { currency: 'JPY', tiers: [] },
  },
  null,
  2,
);

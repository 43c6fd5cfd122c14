// The stages' JSON Schemas, and schemas for a row as one would write them by hand: the CHECKs and lengths of the table.

import eventSetup from '../../schemas/stages/event.json' with { type: 'json' };
import organizerSetup from '../../schemas/stages/organizer.json' with { type: 'json' };
import paymentSetup from '../../schemas/stages/payment.json' with { type: 'json' };
import ticketSetup from '../../schemas/stages/ticket.json' with { type: 'json' };
import venueSetup from '../../schemas/stages/venue.json' with { type: 'json' };

export const stages = { organizerSetup, eventSetup, ticketSetup, venueSetup, paymentSetup };

export const columns = {
  organizerSetup: 'organizer_data',
  eventSetup: 'event_data',
  ticketSetup: 'ticket_data',
  venueSetup: 'venue_data',
  paymentSetup: 'payment_data',
};

const timestamp = { type: ['string', 'null'], format: 'date-time' };
const uuid = { type: ['string', 'null'], format: 'uuid' };

const row = (stage) => ({
  type: 'object',
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid' },
    user_id: uuid,
    event_id: uuid,
    session_id: { type: 'string', maxLength: 255 },
    current_stage: { type: 'string', maxLength: 50 },
    completed_stages: { type: ['array', 'null'], items: { type: ['string', 'null'] } },
    status: {
      type: ['string', 'null'],
      maxLength: 50,
      enum: ['draft', 'active', 'completed', 'published', 'abandoned', null],
    },
    completion_percentage: { type: ['integer', 'null'], minimum: 0, maximum: 100 },
    created_at: timestamp,
    updated_at: timestamp,
    last_interaction: timestamp,
    published_at: timestamp,
    ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [column, stage(name)])),
  },
});

/**
 * Schemas for a row, whose stages have the schema that `stage` returns for their name: the schema itself, or a
 * reference.
 */
export const rowSchemas = (stage) => ({
  insert: { $id: 'urn:row:insert', ...row(stage), required: ['session_id'] },
  update: { $id: 'urn:row:update', ...row(stage) },
});

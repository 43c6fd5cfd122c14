import { ticketSchema } from 'event-wizard-validator/schemas';

console.log(Object.keys(ticketSchema.properties));

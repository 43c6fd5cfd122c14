import type { Issue } from 'event-wizard-validator';
export const found: Issue[] = [
{"source":"schema","code":"maxLength","path":["name"],"params":{"limit":"50"},"pointer":"/name","message":"Organizer name must have at most 100 characters"}
];

// The entry /schemas: the stages' JSON Schemas as plain objects, each a separate export. It contains no wasm.

export * from './generated/schemas.js';
export type { JsonSchema } from './json/schema.js';

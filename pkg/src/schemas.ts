// The entry /schemas: the stages' JSON Schemas as plain objects, each an export of its own. No wasm comes along.

export * from './generated/schemas.js';
export type { JsonSchema } from './json_schema.js';

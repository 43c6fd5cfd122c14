// The default entry: the wasm module is inlined, and compiled synchronously by the first call that needs it.

import { english } from './messages/english.js';

// English stands first and the schemas, which are English too, soon behind it (they come with the surface); the module's
// texts stand last, behind most JavaScript: 0.2 KB of brotli.

export * from './surface.js';

import { type Api, createApi } from './api.js';
import { madeAtOnce } from './glue.js';
import { wasmBytes } from './wasm_bytes.js';

const api: Api = /* @__PURE__ */ createApi(
  /* @__PURE__ */ madeAtOnce(() => new WebAssembly.Module(wasmBytes())),
  english,
);

export const validateSession: Api['validateSession'] = api.validateSession;
export const validateSessions: Api['validateSessions'] = api.validateSessions;
export const validateAction: Api['validateAction'] = api.validateAction;
export const validateActions: Api['validateActions'] = api.validateActions;
export const validateSessionJson: Api['validateSessionJson'] = api.validateSessionJson;
export const validateActionJson: Api['validateActionJson'] = api.validateActionJson;
export const validateStage: Api['validateStage'] = api.validateStage;
export const checkTransition: Api['checkTransition'] = api.checkTransition;
export const completion: Api['completion'] = api.completion;
export const explainDatabaseError: Api['explainDatabaseError'] = api.explainDatabaseError;
export const stageSchemas: Api['stageSchemas'] = api.stageSchemas;
export const withLocale: Api['withLocale'] = api.withLocale;

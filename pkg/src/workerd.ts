// The entry for Cloudflare's workerd, which cannot compile bytes at run time: the .wasm file is imported as a module.

import { type Api, createApi } from './api/api.js';
import wasm from './event_wizard_validator.wasm';
import { english } from './messages/english.js';
import { madeAtOnce } from './wasm/glue.js';

export * from './api/surface.js';

const api: Api = /* @__PURE__ */ createApi(
  /* @__PURE__ */ madeAtOnce(() => wasm),
  english,
);

export const validateSession: Api['validateSession'] = api.validateSession;
export const validateSessions: Api['validateSessions'] = api.validateSessions;
export const validateAction: Api['validateAction'] = api.validateAction;
export const validateActions: Api['validateActions'] = api.validateActions;
export const validateSessionJson: Api['validateSessionJson'] = api.validateSessionJson;
export const validateActionJson: Api['validateActionJson'] = api.validateActionJson;
export const validateStage: Api['validateStage'] = api.validateStage;
export const isStage: Api['isStage'] = api.isStage;
export const checkTransition: Api['checkTransition'] = api.checkTransition;
export const completion: Api['completion'] = api.completion;
export const explainDatabaseError: Api['explainDatabaseError'] = api.explainDatabaseError;
export const stageSchemas: Api['stageSchemas'] = api.stageSchemas;
export const draftSchemas: Api['draftSchemas'] = api.draftSchemas;
export const withLocale: Api['withLocale'] = api.withLocale;

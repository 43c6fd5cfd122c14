// `/prefix` for Cloudflare's workerd, which cannot compile bytes at run time: the .wasm file is imported as a module.

import wasm from './event_wizard_prefix.wasm';
import { english } from './messages/english.js';
import { createPrefixApi, type PrefixApi } from './prefix/api.js';

export * from './prefix/surface.js';

const api: PrefixApi = /* @__PURE__ */ createPrefixApi(() => wasm, english);

export const validateStagePrefix: PrefixApi['validateStagePrefix'] = api.validateStagePrefix;
export const validateSessionPrefix: PrefixApi['validateSessionPrefix'] = api.validateSessionPrefix;
export const stagePrefix: PrefixApi['stagePrefix'] = api.stagePrefix;
export const sessionPrefix: PrefixApi['sessionPrefix'] = api.sessionPrefix;

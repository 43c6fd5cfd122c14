// The part of the demo's server that stands for a real model: tells the page of it, and answers for it. The key stays here.

import { installRuntime } from './install.js';

/** Only the page itself may ask: another site's page, by whatever name it reaches this port, would spend the user's money. */
function isOwn({ headers: { host = '', origin } }) {
  const { hostname } = new URL(`http://${host}`);
  return ['127.0.0.1', 'localhost'].includes(hostname) && (origin === undefined || origin === `http://${host}`);
}

/**
 * A plugin for Vite's preview server.
 * @param model as `modelIn` gives it.
 */
export async function assistant(model) {
  installRuntime();
  const { createListener, PATH } = await import('./runtime.js');
  const listener = await createListener(model);
  const told = JSON.stringify({ model: { name: model, runtimeUrl: `.${PATH}` } });
  return {
    name: 'assistant',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const [path] = request.url.split('?');
        const isAsked = path === PATH || path.startsWith(`${PATH}/`);
        if (!isAsked && path !== '/assistant.json') next();
        else if (!isOwn(request)) response.writeHead(403).end();
        else if (isAsked) listener(request, response);
        else response.setHeader('Content-Type', 'application/json').end(told);
      });
    },
  };
}

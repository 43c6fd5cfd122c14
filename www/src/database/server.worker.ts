// PostgreSQL (PGlite) in a worker, so that the page answers while it starts and works. A shared worker where there are
// such, so that several tabs have one database. Its name is where the database is kept.

import { PGlite } from '@electric-sql/pglite';
import { type Answer, answerOf, type Question } from './answer';
import { migrate } from './migrate';

const starting = (async () => {
  const server = await PGlite.create(self.name);
  await migrate(server);
  return server;
})();

type Port = Pick<MessagePort, 'onmessage' | 'postMessage'>;

/** Answers the questions of one tab, each by its number. */
function serve(port: Port) {
  port.onmessage = async ({ data: { number, question } }: MessageEvent<{ number: number; question: Question }>) => {
    const answer = await starting.then(
      (server) => answerOf(server, question),
      (error: Error): Answer => ({ broken: error.message }),
    );
    port.postMessage({ number, answer });
  };
}

if ('SharedWorkerGlobalScope' in self) {
  addEventListener('connect', (event) => {
    const [port] = (event as MessageEvent).ports;
    if (port) serve(port);
  });
} else {
  serve(self as unknown as Port);
}

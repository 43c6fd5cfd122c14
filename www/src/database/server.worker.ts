// PostgreSQL (PGlite) in a worker, so that the page answers while it starts and works. Of several tabs of the page, one
// runs it, and the others ask that one.

import { PGlite } from '@electric-sql/pglite';
import { worker } from '@electric-sql/pglite/worker';
import { migrate } from './migrate';

void worker({
  async init({ dataDir }) {
    // A page that is closed may lose its last few milliseconds; in return a save does not wait for the disk.
    const server = await PGlite.create({ ...(dataDir !== undefined && { dataDir }), relaxedDurability: true });
    await migrate(server);
    return server;
  },
});

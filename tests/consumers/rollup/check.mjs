import { copyFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, run, serve, page }) {
  const out = path.join(folder, 'out');
  // The plugin finds packages in node_modules at all; Rollup itself does not.
  await run('npx', ['rollup', 'main.js', '--plugin', 'node-resolve', '--format', 'es', '--dir', 'out']);
  for (const name of ['index.html', 'sessions.json']) await copyFile(path.join(folder, name), path.join(out, name));
  return { build: (await page((await serve(out)).address)).verdicts };
}

import { copyFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, run, serve, page }) {
  const out = path.join(folder, 'out');
  // Rollup itself does not look for packages in node_modules; the plugin does.
  await run('npx', ['rollup', 'main.js', '--plugin', 'node-resolve', '--format', 'es', '--dir', 'out']);
  for (const name of ['index.html', 'sessions.json']) await copyFile(path.join(folder, name), path.join(out, name));
  return { build: (await page((await serve(out)).address)).verdicts };
}

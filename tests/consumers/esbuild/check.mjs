import { copyFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, run, serve, page }) {
  const out = path.join(folder, 'out');
  await run('npx', ['esbuild', 'main.js', '--bundle', '--minify', '--format=esm', '--outdir=out']);
  await copyFile(path.join(folder, 'index.html'), path.join(out, 'index.html'));
  // CommonJS, as servers are often bundled.
  await run('npx', ['esbuild', 'server.js', '--bundle', '--platform=node', '--outfile=out/server.cjs']);
  return {
    browser: (await page((await serve(out)).address)).verdicts,
    node: JSON.parse((await run('node', ['out/server.cjs'])).stdout),
  };
}

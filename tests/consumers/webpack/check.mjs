import { copyFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, run, serve, page }) {
  const results = {};
  for (const mode of ['development', 'production']) {
    const out = path.join(folder, mode);
    await run('npx', ['webpack', '--mode', mode, '--entry', './main.js', '--output-path', out]);
    await copyFile(path.join(folder, 'index.html'), path.join(out, 'index.html'));
    results[mode] = (await page((await serve(out)).address)).verdicts;
  }
  return results;
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, run }) {
  await run('npx', ['vitest', 'run']);
  return { test: JSON.parse(await readFile(path.join(folder, 'verdicts.json'), 'utf8')) };
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, run }) {
  await run('npx', ['jest'], { env: { NODE_OPTIONS: '--experimental-vm-modules' } });
  return { ESM: JSON.parse(await readFile(path.join(folder, 'verdicts.json'), 'utf8')) };
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';

export default async function check({ folder, run }) {
  await run('npx', ['jest'], { env: { NODE_OPTIONS: '--experimental-vm-modules' } });
  const verdicts = async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'));
  return { ESM: await verdicts('verdicts.json'), jsdom: await verdicts('jsdom.json') };
}

import path from 'node:path';

export default async function check({ folder, run, start, serve, page, when, freePort }) {
  const port = await freePort();
  const dev = start('npx', ['vite', '--host', '127.0.0.1', '--port', String(port), '--strictPort']);
  const address = `http://127.0.0.1:${port}/`;
  await when(address, dev);
  const { verdicts } = await page(address);
  await run('npx', ['vite', 'build']);
  const built = await page((await serve(path.join(folder, 'dist'))).address);
  return { dev: verdicts, build: built.verdicts };
}

import path from 'node:path';

export default async function check({ folder, run, serve, page, firefox }) {
  const server = await serve(folder);
  await run('npx', ['vite', 'build', 'vite']);
  const built = await serve(path.join(folder, 'vite/dist'));
  return {
    firefox: await firefox(server),
    chromium: (await page(server.address)).verdicts,
    'Vite, classic worker': (await page(built.address)).verdicts,
  };
}

export default async function check({ folder, serve, page, firefox }) {
  const server = await serve(folder);
  return { firefox: await firefox(server), chromium: (await page(server.address)).verdicts };
}

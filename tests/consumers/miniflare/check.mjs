export default async function check({ run }) {
  // Miniflare needs Node 22 or later, and finds workerd through its installation script or in the platform's package.
  const { stdout } = await run('node_modules/node-24/bin/node', ['main.js']);
  return { worker: JSON.parse(stdout) };
}

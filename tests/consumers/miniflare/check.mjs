export default async function check({ run }) {
  // Miniflare wants Node 22 or later, and finds workerd by what installation scripts set up or by the platform's package.
  const { stdout } = await run('node_modules/node-24/bin/node', ['main.js']);
  return { worker: JSON.parse(stdout) };
}

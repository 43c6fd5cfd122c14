export default async function check({ run }) {
  const { stdout } = await run('node', ['main.js']);
  return { import: JSON.parse(stdout) };
}

export default async function check({ run }) {
  const { stdout } = await run('npx', ['deno', 'run', '--no-prompt', '--cached-only', 'main.js']);
  return { 'no permissions': JSON.parse(stdout) };
}

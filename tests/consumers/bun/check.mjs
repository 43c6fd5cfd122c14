import process from 'node:process';

export default async function check({ run }) {
  // Installation scripts are not run, so the program is in its own package.
  const bun = `node_modules/@oven/bun-${process.platform}-${process.arch}/bin/bun`;
  const ran = await run(bun, ['main.js']);
  const required = await run(bun, ['required.cjs']);
  await run(bun, ['build', 'main.js', '--target=node', '--outfile=out.mjs']);
  const built = await run('node', ['out.mjs']);
  const verdicts = ({ stdout }) => JSON.parse(stdout);
  return { run: verdicts(ran), require: verdicts(required), 'bun build': verdicts(built) };
}

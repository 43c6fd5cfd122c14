// Installs CopilotKit's runtime into this folder, if it is not there.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** @throws Error if npm fails. */
export function installRuntime() {
  if (existsSync(new URL('node_modules/@copilotkit/runtime/package.json', import.meta.url))) return;
  console.log('demo: there is a key for a real model, so CopilotKit’s runtime is installed (282 MB, once)');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('CopilotKit’s runtime could not be installed; without a key the demo needs none');
}

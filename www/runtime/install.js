// Installs CopilotKit's runtime into this folder, as package-lock.json says, unless that is there already.

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const LOCK = here('package-lock.json');
const INSTALLED = here('node_modules/.installed-lock');

/** @throws Error if npm fails. */
export function installRuntime() {
  if (existsSync(INSTALLED) && readFileSync(LOCK).equals(readFileSync(INSTALLED))) return;
  console.log('demo: there is a key for a real model, so CopilotKit’s runtime is installed (300 MB, once)');
  // Without the packages' scripts: one of them reports to its makers that it was installed.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here('.'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('CopilotKit’s runtime could not be installed; without a key the demo needs none');
  copyFileSync(LOCK, INSTALLED);
}

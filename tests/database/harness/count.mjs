// Counts what a test in JavaScript checks, and prints the failures and the last line.
import process from 'node:process';

let passed = 0;
let failed = 0;

/** @param {unknown} holds what was checked @param {string} what it says @param {string[]} told more about a failure */
export function check(holds, what, told = []) {
  if (holds) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`not ok: ${what}`);
  for (const line of told) console.log(`# ${line}`);
}

export function done() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

// Reads TAP as pgTAP and tests/database/assertions.sql print it: what passed, what failed and why, and whether the
// file was read to its end. Knows no server.

/**
 * @param {string} output
 * @returns {{ results: { ok: boolean, description: string, diagnosis: string[] }[], problem?: string }}
 */
export function readTap(output) {
  const results = [];
  let planned;
  for (const line of output.split('\n')) {
    const result = /^(not )?ok (\d+)(?: - )?(.*)$/.exec(line);
    const plan = /^1\.\.(\d+)$/.exec(line);
    if (result) {
      const [, not, number, description] = result;
      results.push({ ok: not === undefined, description, diagnosis: [] });
      if (Number(number) !== results.length)
        return { results, problem: `result ${results.length} has number ${number}` };
    } else if (plan) {
      planned = Number(plan[1]);
    } else if (line.startsWith('#') && results.length > 0) {
      results.at(-1).diagnosis.push(line);
    }
  }
  if (planned === undefined) return { results, problem: 'it does not end with SELECT * FROM finish()' };
  if (planned !== results.length)
    return { results, problem: `${planned} assertions ran, ${results.length} were printed` };
  if (planned === 0) return { results, problem: 'it asserts nothing' };
  return { results };
}

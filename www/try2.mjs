import { createServer } from 'vite';
const vite = await createServer({ root: '/work/wt/dbreak/www', server: { middlewareMode: true, hmr:false, ws:false, watch: null }, logLevel: 'error', appType: 'custom', optimizeDeps: { noDiscovery: true } });
const { Bench } = await vite.ssrLoadModule('/src/tabs/break_it/bench.ts');
const { caseOf } = await vite.ssrLoadModule('/src/tabs/break_it/generate.ts');
import fs from 'node:fs';
const m=new WebAssembly.Module(fs.readFileSync('/tmp/own_opt.wasm'));
const imports={}; for (const {module,name} of WebAssembly.Module.imports(m)) { (imports[module]??={})[name] = () => { throw new Error('import '+name) }; }
const e = new WebAssembly.Instance(m,imports).exports;
const put=(...t)=>{const b=t.map(x=>Buffer.from(x));const p=e.input(b.reduce((s,x)=>s+x.length,0));let at=p;for(const x of b){new Uint8Array(e.memory.buffer,at,x.length).set(x);at+=x.length}return b[0].length};
const read=(n)=>JSON.parse(Buffer.from(new Uint8Array(e.memory.buffer,e.output(),n)).toString());
const CHECK = process.argv[4] ?? "completion_percentage <= 40 AND status <> 'abandoned'";
put(CHECK); console.log(JSON.stringify(read(e.compile())).slice(0,200));
const { moduleOf } = await vite.ssrLoadModule('/src/tabs/break_it/module.ts');
const check = { judge: ({text, current}) => { const r = read(e.judge(put(text, current ?? ''))); return { error: r.error ?? undefined, unknowable: r.unknowable }; } };
const judgeIt = moduleOf(process.argv[4] === '' ? undefined : check);
const { compared } = await vite.ssrLoadModule('/src/database/comparison.ts');

const bench = await Bench.start(); console.log(await bench.own(CHECK)); console.log(bench.surroundings.stored.map(r => JSON.parse(r.text).status).join());
const [seed, n] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 2000)];
const tally = {}; const codes = {}; let shown = 0; const t = Date.now();
for (let i = 0; i < n; i++) {
  const c = caseOf(seed, i, bench.surroundings);
  const v = judgeIt(c); const a = await bench.answer(c);
  const ag = compared(v, a.error);
  tally[ag] = (tally[ag] ?? 0) + 1;
  const key = a.error ? `${a.error.code} ${a.error.constraint ?? a.error.column ?? ''}` : 'accepted';
  codes[key] = (codes[key] ?? 0) + 1;
  if (ag === 'differ' && shown++ < 12) console.log('DIFF', i, c.table, c.operation, c.text.slice(-400), '\n  M', JSON.stringify(v), '\n  D', JSON.stringify(a.error));
}
console.log(tally, Date.now() - t, 'ms')
await vite.close(); process.exit(0);

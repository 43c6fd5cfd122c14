import { defineConfig } from 'vite';
import { contestants } from './contestants.ts';

// The page needs its own files and WebAssembly, and nothing else: no other host, no inline script, no eval. PGlite
// fetches its assets, and turns some of them into blobs.
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self' blob:; base-uri 'none'; form-action 'none'";

export default defineConfig({
  // Relative, so that dist/ can be served from any folder.
  base: './',
  // Only for PGlite, in `npm run dev`: pre-bundling would separate it from the wasm and data files beside it. The
  // validator needs no settings.
  optimizeDeps: { exclude: ['@electric-sql/pglite'] },
  // Workers are modules, too; those of the speed tab race other libraries.
  worker: { format: 'es', plugins: () => [contestants()], rolldownOptions: { checks: { eval: false } } },
  preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1000,
    // PGlite contains `eval` for extensions that the page does not load; the policy above would refuse it.
    rolldownOptions: { checks: { eval: false } },
  },
});

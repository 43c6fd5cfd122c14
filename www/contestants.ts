// The Vite plugin that makes the speed tab's contestants: the modules of benches/ as they are, with Ajv's code generated
// now, because the page's policy refuses the eval by which Ajv compiles in a browser.

import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { standalone } from '../benches/standalone.mjs';

/** Names that the page imports; the modules exist only while it is built. */
const generated: Readonly<Record<string, () => string>> = {
  'virtual:ajv-standalone': () => standalone(),
  'virtual:ajv-all-errors': () => standalone({ allErrors: true }),
};

/** What Ajv asks for by `require`, as imports: members of CommonJS modules, or of the formats of benches/. */
function withImports(code: string): string {
  const imports: string[] = [];
  const body = code.replaceAll(/require\("([^"]+)"\)\.(\w+)/g, (_, path: string, member: string) => {
    const file = JSON.stringify(path.endsWith('.mjs') ? path : `${path}.js`);
    // A bundler may give the exports of CommonJS as the default, or what they name `default`.
    const line =
      member === 'default'
        ? (name: string) =>
            `import module${name} from ${file};\nconst ${name} = module${name}.default ?? module${name};`
        : (name: string) => `import { ${member} as ${name} } from ${file};`;
    const known = imports.findIndex((each, index) => each === line(`required${index}`));
    if (known === -1) imports.push(line(`required${imports.length}`));
    return `required${known === -1 ? imports.length - 1 : known}`;
  });
  return `${imports.join('\n')}\n${body}`;
}

export function contestants(): Plugin {
  return {
    name: 'contestants',
    resolveId: (id) => (Object.hasOwn(generated, id) ? `\0${id}` : undefined),
    load(id) {
      const make = id.startsWith('\0') ? generated[id.slice(1)] : undefined;
      if (make) return withImports(make());
      // The documents, which benches/ reads as text.
      if (id.endsWith('.jsonl')) return `export default ${JSON.stringify(readFileSync(id, 'utf8'))};`;
      return undefined;
    },
  };
}

// Compiles TypeScript with enums, and leaves the source map in the text, as tsx, ts-node and swc do.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.mts')) return next(url, context);
    const file = fileURLToPath(url);
    const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', sourcemap: 'inline', sourcefile: file });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

import { mkdirSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

const root = new URL('..', import.meta.url);
mkdirSync(new URL('wasm', root), { recursive: true });
process.chdir(import.meta.dirname);

// Engines without vectors get no second build: there `indexOf` finds line feeds sooner than a loop over bytes.
const { error, stderr } = await main([
  ...['index.ts', '--outFile', '../wasm/kernels.wasm'],
  ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
  // The host brings the memory, and `abort` cannot be reached without assertions.
  ...['--importMemory', '--initialMemory', '1', '--use', 'abort='],
]);
if (error) throw new Error(`kernels: ${stderr.toString()}`, { cause: error });

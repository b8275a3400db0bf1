import { mkdirSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

/** Compiles the kernels twice from the same source: with SIMD, and without for engines that lack it. */
const builds = [
  { file: 'kernels.wasm', features: ['--enable', 'simd'] },
  { file: 'kernels-scalar.wasm', features: ['--disable', 'simd'] },
];

const root = new URL('..', import.meta.url);
mkdirSync(new URL('wasm', root), { recursive: true });
process.chdir(import.meta.dirname);

for (const { file, features } of builds) {
  const { error, stderr } = await main([
    ...['index.ts', '--outFile', `../wasm/${file}`],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'bulk-memory,threads'],
    // The host brings the memory, which threads share, and `abort` cannot be reached without assertions.
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--use', 'abort='],
    ...features,
  ]);
  if (error) throw new Error(`kernels: ${stderr.toString()}`, { cause: error });
}

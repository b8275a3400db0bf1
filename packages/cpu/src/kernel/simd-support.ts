import { wasmEngine } from '../arena/wasm-engine.ts';
import { createCodeWriter } from './wasm-code.ts';
import { writeModule } from './wasm-module.ts';

let found: { readonly obstacle: string | undefined } | undefined;

/** Why vectors cannot be computed with here, as the second half of a sentence; `undefined` when they can. */
export function simdObstacle(): string | undefined {
  found ??= { obstacle: look() };
  return found.obstacle;
}

function look(): string | undefined {
  const engine = wasmEngine();
  if (!engine) return 'WebAssembly is switched off';
  const code = createCodeWriter(0);
  code.constant(new Uint8Array(16));
  code.lane('f64x2.extract_lane', 0);
  const functions = [{ name: 'run', parameters: [], results: ['f64'], code: code.finish() }] as const;
  return engine.validate(writeModule({ isShared: false, imports: [], functions })) ? undefined : 'WebAssembly has no SIMD here';
}

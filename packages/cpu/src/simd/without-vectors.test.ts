import { afterEach, expect, test, vi } from 'vitest';
import { codeOf } from '@nsi/workbench/test';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const engine = (globalThis as { readonly WebAssembly?: object }).WebAssembly as { validate(bytes: Uint8Array): boolean };

/** The modules as they are loaded in an engine of this kind. */
async function loadIn(WebAssembly: object | undefined) {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', WebAssembly);
  const [{ simd }, { plainSimd }, { createArena }, { capabilities }] = await Promise.all([
    import('./simd.ts'),
    import('./plain/plain-simd.ts'),
    import('../arena/arena.ts'),
    import('../machine/capabilities.ts'),
  ]);
  return { simd, plainSimd, createArena, capabilities };
}

const image = { data: Uint8Array.from({ length: 3000 }, (_, index) => (index * 37) % 251), width: 60, height: 50 };
const floats = Float32Array.from({ length: 5000 }, (_, index) => Math.sin(index));

test('without vectors the kernels run on scalars and give the same bits', async () => {
  const usual = await loadIn(engine);
  const expected = [usual.simd.sum(floats), usual.simd.dot(floats, floats), usual.simd.gaussian(image, { sigma: 2 }).data];
  const noVectors = Object.create(engine, { validate: { value: () => false } }) as object;

  const { simd, capabilities } = await loadIn(noVectors);

  expect(capabilities().simd).toBe(false);
  expect([simd.sum(floats), simd.dot(floats, floats), simd.gaussian(image, { sigma: 2 }).data]).toEqual(expected);
});

test('without WebAssembly everything but arenas works, in plain JavaScript', async () => {
  const { simd, plainSimd, createArena, capabilities } = await loadIn(undefined);

  expect(simd).toBe(plainSimd);
  expect(simd.sum(Float64Array.of(1e16, 1, -1e16))).toBe(1);
  expect(simd.box(image, { radius: 1 }).data.length).toBe(3000);
  expect(codeOf(() => createArena())).toBe('NSI_CPU_WASM');
  expect(capabilities()).toMatchObject({ simd: false, threads: false });
});

/**
 * Kernels on one thread against numpy and OpenCV on one thread, over the same 4096 × 4096 numbers, pass by pass in turn: least times of 64
 * bands, summed (bench/band-minima.ts). Results are compared first. Says "not run" where Python, numpy or OpenCV is missing
 * (Debian: `python3-numpy python3-opencv`).
 * `NODE_ENV=production node --conditions=@nsi/source bench/native.bench.ts [name,…]`
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine } from '@nsi/workbench/bench';
import { createArena } from '../src/arena/arena.ts';
import { simd } from '../src/simd/simd.ts';
import { bandLine, compareTimes, timeBands } from './band-minima.ts';
import { startNative } from './native-peer.ts';

const side = 4096;
const bands = 64;
const lines = side / bands;
const rounds = 14;
const count = side * side;
const arena = createArena({ maxBytes: 2 ** 29 });
const [x, y, outF32] = [arena.f32(count), arena.f32(count), arena.f32(count)];
const [bytes, outU8] = [arena.u8(count), arena.u8(count)];
fill();

const cut = <T extends Float32Array | Uint8Array>(array: T): T[] =>
  Array.from({ length: bands }, (_, band) => array.subarray((band * count) / bands, ((band + 1) * count) / bands) as T);
const [xs, ys, os, us, ps] = [cut(x), cut(y), cut(outF32), cut(bytes), cut(outU8)];
const images = <T extends Float32Array | Uint8Array>(parts: readonly T[]) => parts.map((data) => ({ data, width: side, height: lines }));
const [xi, oi, ui, pi] = [images(xs), images(os), images(us), images(ps)];
const weights3 = [0.05, 0.1, 0.05, 0.1, 0.4, 0.1, 0.05, 0.1, 0.05];
const border = 'replicate' as const;
const at = <T>(list: readonly T[], band: number): T => list[band] as T;

type Made = number | ArrayLike<number>;
type Ours = (band: number) => Made;
/** How far results may differ: relative to the larger, or absolute. */
type Tolerance = { readonly relative: number } | { readonly absolute: number };
const exact = { absolute: 0 };
const rounding = { relative: 1e-5 };
/** BLAS adds products in f32 throughout. */
const inF32 = { relative: 5e-4 };
/** OpenCV filters bytes in fixed point. */
const oneLevel = { absolute: 1 };

const cases: readonly (readonly [name: string, peers: readonly string[], bar: number, tolerance: Tolerance, ours: Ours])[] = [
  ['sum f32', ['numpy', 'OpenCV'], 0.65, rounding, (b) => simd.sum(at(xs, b))],
  ['dot f32', ['numpy'], 0.65, inF32, (b) => simd.dot(at(xs, b), at(ys, b))],
  ['minMax f32', ['numpy', 'OpenCV'], 1, exact, (b) => Object.values(simd.minMax(at(xs, b)))],
  ['meanVar f32', ['numpy', 'OpenCV'], 1, rounding, (b) => Object.values(simd.meanVar(at(xs, b)))],
  ['histogram u8', ['numpy', 'OpenCV'], 0.65, exact, (b) => simd.histogram(at(us, b), { bins: 256, range: [0, 256] })],
  ['histogram f32', ['numpy', 'OpenCV'], 1, oneLevel, (b) => simd.histogram(at(xs, b), { bins: 64, range: [0, 1] })],
  ['threshold u8', ['OpenCV'], 0.65, exact, (b) => simd.threshold(at(us, b), { at: 100, out: at(ps, b) })],
  ['convert u8 to f32', ['numpy'], 1, exact, (b) => simd.convert(at(us, b), { to: 'f32', scale: 0.5, offset: 1, out: at(os, b) })],
  ['convert f32 to u8', ['OpenCV'], 1, exact, (b) => simd.convert(at(xs, b), { to: 'u8', scale: 255, out: at(ps, b) })],
  ['convolve3 f32', ['OpenCV'], 0.65, rounding, (b) => simd.convolve3(at(xi, b), weights3, { border, out: at(oi, b) }).data],
  ['gaussian5 f32', ['OpenCV'], 0.65, rounding, (b) => simd.gaussian(at(xi, b), { sigma: 1, radius: 2, border, out: at(oi, b) }).data],
  ['gaussian15 f32', ['OpenCV'], 0.65, rounding, (b) => simd.gaussian(at(xi, b), { sigma: 2.5, radius: 7, border, out: at(oi, b) }).data],
  ['box15 f32', ['OpenCV'], 1, rounding, (b) => simd.box(at(xi, b), { radius: 7, border, out: at(oi, b) }).data],
  ['convolve3 u8', ['OpenCV'], 0.65, oneLevel, (b) => simd.convolve3(at(ui, b), weights3, { border, out: at(pi, b) }).data],
  ['gaussian5 u8', ['OpenCV'], 0.65, oneLevel, (b) => simd.gaussian(at(ui, b), { sigma: 1, radius: 2, border, out: at(pi, b) }).data],
  ['gaussian15 u8', ['OpenCV'], 0.65, oneLevel, (b) => simd.gaussian(at(ui, b), { sigma: 2.5, radius: 7, border, out: at(pi, b) }).data],
  ['box15 u8', ['OpenCV'], 1, oneLevel, (b) => simd.box(at(ui, b), { radius: 7, border, out: at(pi, b) }).data],
  ['axpy f32', ['numpy'], 0.65, rounding, (b) => (simd.axpy(0.5, at(xs, b), at(ys, b)), at(ys, b))],
];

const folder = mkdtempSync(join(tmpdir(), 'nsi-native-'));
try {
  for (const [name, array] of [
    ['x.f32', x],
    ['y.f32', y],
    ['u.u8', bytes],
  ] as const)
    writeFileSync(join(folder, name), array);
  using native = await startNative(folder, side, bands);
  if (native) {
    console.log(`${machine('elapsed time, least of each band')}; ${native.version}`);
    const wanted = process.argv[2]?.split(',');
    for (const [name, peers, bar, tolerance, ours] of cases) {
      if (wanted && !wanted.some((part) => name.includes(part))) continue;
      for (const peer of peers) {
        const label = `${peer} ${name}`;
        checkEqual(label, ours(0), await native.result(label), tolerance);
        const [mine, theirs]: [Float64Array[], (readonly number[])[]] = [[], []];
        for (let round = 0; round < rounds; round++) {
          mine.push(timeBands(ours, bands));
          theirs.push(await native.time(label));
        }
        console.log(bandLine(`${name}, against ${peer}`, compareTimes(mine, theirs), bar));
      }
    }
  } else {
    console.log('not run: needs /usr/bin/python3 with numpy and cv2');
  }
} finally {
  rmSync(folder, { recursive: true });
}

function checkEqual(label: string, made: Made, theirs: Float64Array, tolerance: Tolerance): void {
  const mine = typeof made === 'number' ? [made] : Array.from(made);
  if (mine.length !== theirs.length) throw new Error(`${label}: ${mine.length} numbers, not ${theirs.length}`);
  for (const [index, value] of mine.entries()) {
    const other = theirs[index]!;
    const bound = 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.max(Math.abs(value), Math.abs(other));
    if (!(Math.abs(value - other) <= bound)) throw new Error(`${label}: ${value} is not ${other} at ${index}`);
  }
}

function fill(): void {
  let state = 12_345;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    x[index] = state / 2 ** 32;
    y[index] = 1 - x[index]! / 2;
    bytes[index] = state >>> 24;
  }
}

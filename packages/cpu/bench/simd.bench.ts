/**
 * Every kernel on one thread against the plain JavaScript loop, on 4096 × 4096 numbers in an arena: least times of 64 bands, summed
 * (bench/band-minima.ts). Results are compared first. The first call is measured in processes of its own.
 * `NODE_ENV=production node --conditions=@nsi/source bench/simd.bench.ts [name,…]`
 */
import { execFileSync } from 'node:child_process';
import { machine } from '@nsi/workbench/bench';
import { createArena } from '../src/arena/arena.ts';
import { kernelsOf } from '../src/simd/load-kernels.ts';
import { gaussianWeights } from '../src/simd/plan-filter.ts';
import { simd } from '../src/simd/simd.ts';
import { bandLine, type BandRun, compareBands } from './band-minima.ts';
import * as plain from '../src/suites/plain-loops.ts';

const side = 4096;
const count = side * side;
const bands = 64;
const arena = createArena({ maxBytes: 2 ** 29 });
const [x, y, bytes, out8] = [arena.f32(count), arena.f32(count), arena.u8(count), arena.u8(count)];
const wide = arena.f64(count);
fill();

const part = <T extends Float32Array | Float64Array | Uint8Array>(array: T): T[] =>
  Array.from({ length: bands }, (_, band) => array.subarray((band * count) / bands, ((band + 1) * count) / bands) as T);
const [xs, ys, us, outs, ds] = [part(x), part(y), part(bytes), part(out8), part(wide)];
const lines = side / bands;
const imageOf = <T extends Float32Array | Uint8Array>(data: T) => ({ data, width: side, height: lines });
const weights3 = [0.05, 0.1, 0.05, 0.1, 0.4, 0.1, 0.05, 0.1, 0.05];
const border = 'replicate' as const;

interface Case {
  readonly name: string;
  readonly bar: number;
  readonly ours: BandRun;
  readonly peer: BandRun;
  readonly rounds?: number;
  /** How far both results may differ, relative to the larger. */
  readonly tolerance?: number;
  /** What to compare when the run writes to an array. */
  readonly written?: (band: number) => ArrayLike<number>;
}

const f = <T>(list: readonly T[], band: number): T => list[band] as T;
const [w5, w15] = [gaussianWeights({ sigma: 1, radius: 2 }), gaussianWeights({ sigma: 2.5, radius: 7 })];
const filter = (ours: BandRun, peer: BandRun): Pick<Case, 'ours' | 'peer' | 'written'> => ({ ours, peer, written: (band) => f(ys, band) });

const cases: readonly Case[] = [
  { name: 'sum f32 (f64 inside)', bar: 3.5, ours: (b) => simd.sum(f(xs, b)), peer: (b) => plain.sumF32(f(xs, b)), tolerance: 1e-12 },
  {
    name: 'sum f64 exact, against the naive loop',
    bar: 1.7,
    ours: (b) => simd.sum(f(ds, b)),
    peer: (b) => plain.sumF64(f(ds, b)),
    tolerance: 1e-10,
  },
  { name: 'dot f32', bar: 2.7, ours: (b) => simd.dot(f(xs, b), f(ys, b)), peer: (b) => plain.dot(f(xs, b), f(ys, b)), tolerance: 1e-7 },
  { name: 'axpy f32', bar: 3.3, ours: (b) => simd.axpy(0.5, f(xs, b), f(ys, b)), peer: (b) => plain.axpy(0.5, f(xs, b), f(ys, b)) },
  {
    name: 'minMax f32',
    bar: 5,
    ours: (b) => Object.values(simd.minMax(f(xs, b))),
    peer: (b) => Object.values(plain.minMax(f(xs, b))),
    tolerance: 0,
  },
  {
    name: 'meanVar f32',
    bar: 3,
    ours: (b) => Object.values(simd.meanVar(f(xs, b))),
    peer: (b) => Object.values(plain.meanVar(f(xs, b))),
    tolerance: 1e-11,
  },
  {
    name: 'histogram u8, 256 bins',
    bar: 1.9,
    ours: (b) => simd.histogram(f(us, b), { bins: 256, range: [0, 256] }),
    peer: (b) => plain.histogramU8(f(us, b)),
    tolerance: 0,
  },
  {
    name: 'histogram f32, 64 bins of [0, 1]',
    bar: 2.3,
    ours: (b) => simd.histogram(f(xs, b), { bins: 64, range: [0, 1] }),
    peer: (b) => plain.histogramF32(f(xs, b), 64, 0, 1),
    tolerance: 0,
  },
  {
    name: 'histogram f32, 100 bins of [0.1, 0.9]',
    bar: 1,
    ours: (b) => simd.histogram(f(xs, b), { bins: 100, range: [0.1, 0.9] }),
    peer: (b) => plain.histogramF32(f(xs, b), 100, 0.1, 0.9),
    tolerance: 0,
  },
  {
    name: 'threshold u8, against a loop without branch',
    bar: 10,
    ours: (b) => simd.threshold(f(us, b), { at: 100, out: f(outs, b) }),
    peer: (b) => plain.thresholdU8(f(us, b), 100, f(outs, b)),
    written: (b) => f(outs, b),
    tolerance: 0,
  },
  {
    name: 'convert u8 to f32, scaled',
    bar: 3.3,
    ours: (b) => simd.convert(f(us, b), { to: 'f32', scale: 0.5, offset: 1, out: f(ys, b) }),
    peer: (b) => plain.convertU8F32(f(us, b), 0.5, 1, f(ys, b)),
    written: (b) => f(ys, b),
    tolerance: 0,
  },
  {
    name: 'convolve3 f32',
    bar: 4.3,
    tolerance: 1e-6,
    ...filter(
      (b) => simd.convolve3(imageOf(f(xs, b)), weights3, { border, out: imageOf(f(ys, b)) }),
      (b) => plain.convolve3(f(xs, b), side, lines, weights3, f(ys, b)),
    ),
  },
  {
    name: 'gaussian f32, 5 taps, against a tuned loop',
    bar: 4,
    tolerance: 1e-6,
    ...filter(
      (b) => simd.gaussian(imageOf(f(xs, b)), { sigma: 1, radius: 2, border, out: imageOf(f(ys, b)) }),
      (b) => plain.gaussian5(f(xs, b), side, lines, w5, f(ys, b)),
    ),
  },
  {
    name: 'gaussian f32, 15 taps, against a naive loop',
    bar: 22,
    rounds: 8,
    tolerance: 1e-5,
    ...filter(
      (b) => simd.gaussian(imageOf(f(xs, b)), { sigma: 2.5, radius: 7, border, out: imageOf(f(ys, b)) }),
      (b) => plain.gaussianNaive(f(xs, b), side, lines, w15, f(ys, b)),
    ),
  },
  {
    name: 'box f32, 15 × 15, against running sums',
    bar: 1.8,
    tolerance: 1e-5,
    ...filter(
      (b) => simd.box(imageOf(f(xs, b)), { radius: 7, border, out: imageOf(f(ys, b)) }),
      (b) => plain.box(f(xs, b), side, lines, 7, f(ys, b)),
    ),
  },
];

const [argument] = process.argv.slice(2);
if (argument?.startsWith('first:')) firstCall(argument.slice(6));
else {
  console.log(machine('elapsed time, least of each band'));
  const wanted = argument?.split(',');
  for (const one of cases) {
    if (wanted && !wanted.some((name) => one.name.includes(name))) continue;
    checkEqual(one);
    console.log(bandLine(one.name, compareBands(one.ours, one.peer, bands, one.rounds ?? 16), one.bar));
  }
  if (!wanted || wanted.includes('first call')) compareFirstCalls();
}

function checkEqual({ name, ours, peer, written, tolerance = Infinity }: Case): void {
  const read = (run: BandRun): number[] => {
    const result = run(3);
    return Array.from(written ? written(3) : typeof result === 'number' ? [result] : ((result ?? [0]) as number[]));
  };
  const [mine, theirs] = [read(ours), read(peer)];
  const worst = mine.findIndex(
    (value, index) => Math.abs(value - theirs[index]!) > tolerance * Math.max(Math.abs(value), Math.abs(theirs[index]!)),
  );
  if (worst >= 0 || mine.length !== theirs.length) throw new Error(`${name}: ${mine[worst]} is not ${theirs[worst]} at ${worst}`);
}

/**
 * In fresh processes, since V8 optimizes once: loading the kernels, the first call on a whole array, and later ones, each the least of
 * nine processes. Both ratios are to a later call: of the first call alone, and with loading, which the bar is for.
 */
function compareFirstCalls(): void {
  for (const name of ['sum', 'convolve3', 'gaussian', 'box']) {
    const runs = Array.from({ length: 9 }, () =>
      execFileSync(process.execPath, ['--conditions=@nsi/source', import.meta.filename, `first:${name}`], { encoding: 'utf8' })
        .split(' ')
        .map(Number),
    );
    const least = (of: (times: readonly number[]) => number): number => Math.min(...runs.map(of));
    const [load, first, later] = [0, 1, 2].map((index) => least((times) => times[index]!)) as [number, number, number];
    const whole = least(([loading, call]) => loading! + call!);
    console.log(
      `first call of ${name.padEnd(12)} ${(first / later).toFixed(2)} of a later one, ${(whole / later).toFixed(2)} with loading (${load.toFixed(2)}, ${first.toFixed(2)}, later ${later.toFixed(2)} ms; 9 processes)  bar 1.3: ${whole / later <= 1.3 ? 'reached' : 'MISSED'}`,
    );
  }
}

function firstCall(name: string): void {
  const [image, out] = [
    { data: x, width: side, height: side },
    { data: y, width: side, height: side },
  ];
  const run = {
    sum: () => simd.sum(x),
    convolve3: () => simd.convolve3(image, weights3, { out }),
    gaussian: () => simd.gaussian(image, { sigma: 1, radius: 2, out }),
    box: () => simd.box(image, { radius: 7, out }),
  }[name as 'sum'];
  const timeOf = (work: () => unknown): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const load = timeOf(() => kernelsOf(arena.memory));
  const times = Array.from({ length: 12 }, () => timeOf(run));
  console.log(`${load} ${times[0]} ${Math.min(...times.slice(4))}`);
}

function fill(): void {
  let state = 12_345;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    x[index] = state / 2 ** 32;
    y[index] = 1 - x[index]! / 2;
    wide[index] = state / 2 ** 32;
    bytes[index] = state >>> 24;
  }
}

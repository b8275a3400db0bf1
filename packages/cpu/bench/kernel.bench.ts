/**
 * `kernel()` against the plain loop, against numpy with `out=` and against gpu.js. Results are compared before anything is timed.
 * `node --conditions=@nsi/source bench/kernel.bench.ts`; gpu.js is taken from the folder that NSI_GPU_JS names, which holds its `node_modules`.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { comparePaired, cpuTimeOf, line, machine, median, summarize } from '@nsi/workbench/bench';
import { createArena } from '../src/arena/arena.ts';
import { kernel } from '../src/kernel/kernel.ts';
import { randomOf, randomValue } from '../test/random-expression.ts';
import { startNumpy } from './numpy-peer.ts';
import { photographSamples } from './photograph.ts';

const arrow = (x: number, d: number, g: number): number => Math.min(Math.max((x - d) * g, 0), 1);

console.log(machine('CPU time'));
checkBits();
comparePlain();
comparePhotograph();
measureCompile();
await compareNumpy('f8', 2 ** 23);
await compareNumpy('f4', 2 ** 24);
compareGpu();

function checkBits(): void {
  const count = 1_000_000;
  const random = randomOf(11);
  const [x, d, g] = [0, 1, 2].map(() => Float64Array.from({ length: count }, () => randomValue(random))) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const out = kernel(arrow)(x, d, g, new Float64Array(count));
  let different = 0;
  for (let index = 0; index < count; index++) if (!Object.is(out[index], arrow(x[index]!, d[index]!, g[index]!))) different++;
  console.log(`f64, 1e6 random and special values: ${different} differ in any bit  bar 0: ${different === 0 ? 'reached' : 'MISSED'}`);
}

/** Plain loops, each made anew for one comparison, so that V8 compiles it for one element type. */
function comparePlain(): void {
  // A dark frame's noise: what is clamped cannot be foreseen. The ramp repeats, and a branch predictor learns it.
  for (const data of ['noise', 'ramp'] as const) {
    const make = data === 'noise' ? noiseOf : rampOf;
    const plainBar = data === 'noise';
    for (const [type, precision, limit, bar] of [
      [Float64Array, 'f64', 1, 3],
      [Float32Array, 'f32', 1, 5],
      [Uint16Array, 'f64', 65_535, 3],
    ] as const) {
      const ArrayClass = type as typeof Float64Array;
      const length = 2 ** 20;
      const [x, d, wanted, out] = [
        make(ArrayClass, length, 1),
        make(ArrayClass, length, 2),
        new ArrayClass(length),
        new ArrayClass(length),
      ];
      const compute = limit === 1 ? kernel(arrow, { precision }) : kernel((x, d, g) => Math.min(Math.max((x - d) * g, 0), 65_535));
      using arena = createArena({ maxBytes: 2 ** 28 });
      const placed = [arena.from(x), arena.from(d), arena.from(out)] as const;
      for (const [where, ours] of [
        ['arena', () => compute(placed[0], placed[1], 0.75, placed[2])],
        ['anywhere', () => compute(x, d, 0.75, out)],
      ] as const) {
        // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- a loop of its own for each row, so that none is compiled for what another saw
        const loop = new Function(
          'x, d, g, out',
          `for (let index = 0; index < x.length; index++) out[index] = Math.min(Math.max((x[index] - d[index]) * g, 0), ${limit});
          return out;`,
        ) as (x: Float64Array, d: Float64Array, g: number, out: Float64Array) => Float64Array;
        const peer = (): Float64Array => loop(x, d, 0.75, wanted);
        if (digestOf(ours()) !== digestOf(peer())) throw new Error('the results differ');
        const result = comparePaired({ ours, peer }, { rounds: 31, repeat: 4 });
        const perElement = `${(result.oursNs / length).toFixed(2)} against ${(result.peerNs / length).toFixed(2)} ns`;
        const what = `${ArrayClass.name}, ${precision}, ${data}, ${where} vs plain loop`;
        console.log(plainBar ? line(what, result, bar) : line(what, result, bar).replace(/ {2}bar.*/, ''), ' ', perElement);
      }
    }
  }
}

/** A dark frame subtracted from a real photograph, 16 bits to 8. */
function comparePhotograph(): void {
  const light = photographSamples('img-nagasaki-boats');
  const random = randomOf(5);
  const dark = light.map(() => 180 + random() * 200);
  const raw = light.map((value, index) => value + dark[index]! + Math.round((random() - 0.5) * 40));
  const [picture, wanted] = [new Uint8ClampedArray(raw.length), new Uint8ClampedArray(raw.length)];
  const develop = kernel((raw, dark, gain) => Math.min(Math.max((raw - dark) * gain, 0), 255));
  using arena = createArena({ maxBytes: 2 ** 26 });
  const placed = [arena.from(raw), arena.from(dark), arena.from(picture)] as const;
  const peer = (): Uint8ClampedArray => {
    for (let index = 0; index < wanted.length; index++) wanted[index] = Math.min(Math.max((raw[index]! - dark[index]!) * 0.0625, 0), 255);
    return wanted;
  };
  for (const [where, ours] of [
    ['arena', () => develop(placed[0], placed[1], 0.0625, placed[2])],
    ['anywhere', () => develop(raw, dark, 0.0625, picture)],
  ] as const) {
    if (digestOf(ours()) !== digestOf(peer())) throw new Error('the results differ');
    console.log(line(`photograph, u16 to u8 in f64, ${where} vs plain loop`, comparePaired({ ours, peer }, { rounds: 31, repeat: 4 }), 3));
  }
}

function measureCompile(): void {
  const times = Array.from({ length: 41 }, (_, round) => {
    const [text, x] = [`(x, d, g) => Math.min(Math.max((x - d) * g, ${round}.5), ${round + 2})`, new Float64Array(4)];
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- a text that no cache has seen
    const fresh = new Function(`return ${text}`)() as typeof arrow;
    return cpuTimeOf(() => kernel(fresh)(x, x, 1, x), 1) / 1e6;
  });
  const [first = 0, ...later] = times;
  const middle = median(later);
  console.log(
    `compile and run 4 elements: first ${first.toFixed(2)} ms, later median ${middle.toFixed(2)} ms (n = ${later.length})  bar 1 ms: ${middle <= 1 ? 'reached' : 'MISSED'}`,
  );
}

async function compareNumpy(kind: 'f4' | 'f8', length: number): Promise<void> {
  const isSingle = kind === 'f4';
  const what = `fused, ${isSingle ? 'f32' : 'f64'}, ${length / 2 ** 20} M elements, vs numpy with out=`;
  using numpy = await startNumpy(kind, length);
  if (!numpy) {
    console.log(`${what}: not run, /usr/bin/python3 has no numpy`);
    return;
  }
  const ArrayClass = isSingle ? Float32Array : Float64Array;
  using arena = createArena({ maxBytes: 2 ** 29 });
  const make = (): Float32Array | Float64Array => (isSingle ? arena.f32(length) : arena.f64(length));
  const [x, d, out] = [make(), make(), make()];
  for (let index = 0; index < length; index++) x[index] = ((index * 7919) % 10_007) / 4096;
  for (let index = 0; index < length; index++) d[index] = ((index * 104_729) % 997) / 2048;
  const compute = kernel(arrow, { precision: isSingle ? 'f32' : 'f64' });
  const [plainX, plainD, plainOut] = [ArrayClass.from(x), ArrayClass.from(d), new ArrayClass(length)];
  const placed = (): unknown => compute(x, d, 0.75, out);
  const anywhere = (): unknown => compute(plainX, plainD, 0.75, plainOut);
  for (const [where, run, result] of [['arena', placed, out] as const, ['anywhere', anywhere, plainOut] as const]) {
    run();
    if (digestOf(result) !== (await numpy.digest())) throw new Error('numpy computes something else');
    const pairs: { ours: number; peer: number }[] = [];
    for (let round = 0; round < 31; round++) {
      const ours = cpuTimeOf(run, 1);
      pairs.push({ ours, peer: await numpy.run() });
    }
    console.log(line(`${what} ${numpy.version}, ${where}`, summarize(pairs.slice(5)), 2));
  }
}

interface GpuLibrary {
  readonly GPU: new (options: { readonly mode: 'cpu' }) => {
    createKernel(fn: unknown, options: unknown): (...values: unknown[]) => ArrayLike<number>;
  };
}

function compareGpu(): void {
  const length = 2 ** 24;
  const folder = process.env['NSI_GPU_JS'];
  if (folder === undefined) {
    console.log('axpy of 16 M vs gpu.js: not run, NSI_GPU_JS names no folder');
    return;
  }
  const { GPU } = createRequire(join(folder, 'package.json'))('gpu.js') as GpuLibrary;
  const [x, y] = [
    rampOf(Float32Array as unknown as typeof Float64Array, length, 1),
    rampOf(Float32Array as unknown as typeof Float64Array, length, 2),
  ];
  const theirs = new GPU({ mode: 'cpu' }).createKernel('function (a, x, y) { return a * x[this.thread.x] + y[this.thread.x]; }', {
    output: [length],
  });
  const compute = kernel((a, x, y) => a * x + y, { precision: 'f32' });
  using arena = createArena({ maxBytes: 2 ** 28 });
  const placed = [arena.from(x), arena.from(y), arena.f32(length)] as const;
  const out = new Float32Array(length);
  for (const [where, ours] of [
    ['arena', () => compute(0.75, ...placed)],
    ['anywhere', () => compute(0.75, x, y, out)],
  ] as const) {
    const [got, wanted] = [ours(), theirs(0.75, x, y)];
    for (let index = 0; index < length; index++) {
      // gpu.js rounds once, at the end.
      if (Math.abs(got[index]! - wanted[index]!) > 1e-6 * Math.abs(wanted[index]!)) throw new Error('gpu.js computes something else');
    }
    // axpy adds to `y` itself; gpu.js cannot, and makes a new array.
    const inPlace = where === 'arena' ? () => compute(0.75, placed[0], placed[1], placed[1]) : () => compute(0.75, x, y, y);
    const pairs: { ours: number; peer: number }[] = [];
    for (let round = 0; round < 13; round++) {
      pairs.push({ ours: cpuTimeOf(inPlace, 1), peer: cpuTimeOf(() => theirs(0.75, x, y), 1) });
    }
    const result = summarize(pairs.slice(2));
    const perElement = `${(result.oursNs / length).toFixed(2)} against ${(result.peerNs / length).toFixed(2)} ns`;
    console.log(line(`axpy of 16 M, f32, ${where}, vs gpu.js (CPU)`, result, 20), ' ', perElement);
  }
}

function rampOf(ArrayClass: typeof Float64Array, length: number, kind: number): Float64Array {
  const scale = (ArrayClass as unknown) === Uint16Array ? 1 : 4096;
  const [step, modulus] = kind === 1 ? [7919, 10_007] : [104_729, 997];
  return new ArrayClass(length).map((_, index) => ((index * step) % modulus) / scale);
}

function noiseOf(ArrayClass: typeof Float64Array, length: number, kind: number): Float64Array {
  const random = randomOf(kind);
  const scale = (ArrayClass as unknown) === Uint16Array ? 30_000 : 1;
  // Of 12 bits, so that both precisions compute it exactly.
  return new ArrayClass(length).map(() => (Math.floor(random() * 4096) / 4096) * scale * (kind === 1 ? 2 : 1));
}

function digestOf({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return createHash('sha1')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
}

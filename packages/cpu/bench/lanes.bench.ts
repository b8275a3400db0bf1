/**
 * `pool.simd` on two threads against `simd` on one, and against OpenCV on two, over 4096 × 4096 in an arena. Wall time, interleaved; results
 * are compared before anything is timed. `node --conditions=@nsi/source bench/lanes.bench.ts`; OpenCV is Debian's python3-opencv.
 */
import { machine, summarize } from '@nsi/workbench/bench';
import { createArena } from '../src/arena/arena.ts';
import { createPool } from '../src/pool/create-pool.ts';
import { simd } from '../src/simd/simd.ts';
import { startOpencv } from './opencv-peer.ts';
import { compareWall, wallTimeOf } from './wall.ts';

const side = 4096;
const length = side * side;
const threads = 2;
const rounds = 21;

using arena = createArena({ maxBytes: 2 ** 30 });
await using pool = createPool(new URL('pool-bench-tasks.mjs', import.meta.url), { threads, arena });
await pool.warmup();
console.log(`${machine('wall time')}; n = ${rounds}`);

const [x, y, z] = [arena.f32(length), arena.f32(length), arena.f32(length)];
const bytes = arena.u8(length);
for (let index = 0; index < length; index++) {
  x[index] = Number((BigInt(index) * 2_654_435_761n) & 0xff_ff_ff_ffn) / 2 ** 32;
  bytes[index] = index * 31;
}
const image = { data: x, width: side, height: side };
const [onLanes, onOne] = [
  { data: y, width: side, height: side },
  { data: z, width: side, height: side },
];
const weights = [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16);
const powers = { bins: 256, range: [0, 1] } as const;

interface Operation {
  readonly name: string;
  readonly bar: number;
  readonly lanes: () => Promise<unknown>;
  readonly one: () => unknown;
}

const operations: readonly Operation[] = [
  { name: 'sum', bar: 1.4, lanes: () => pool.simd.sum(x), one: () => simd.sum(x) },
  // Times zero, so that the values stay the same.
  { name: 'axpy', bar: 1.4, lanes: () => pool.simd.axpy(0, x, y), one: () => simd.axpy(0, x, z) },
  {
    name: 'histogram u8',
    bar: 1.7,
    lanes: () => pool.simd.histogram(bytes, { bins: 256, range: [0, 256] }),
    one: () => simd.histogram(bytes, { bins: 256, range: [0, 256] }),
  },
  { name: 'histogram f32', bar: 1.7, lanes: () => pool.simd.histogram(x, powers), one: () => simd.histogram(x, powers) },
  {
    name: 'conv3',
    bar: 1.7,
    lanes: () => pool.simd.convolve3(image, weights, { out: onLanes }),
    one: () => simd.convolve3(image, weights, { out: onOne }),
  },
  {
    name: 'gauss5',
    bar: 1.7,
    lanes: () => pool.simd.gaussian(image, { sigma: 1, radius: 2, out: onLanes }),
    one: () => simd.gaussian(image, { sigma: 1, radius: 2, out: onOne }),
  },
  {
    name: 'box15',
    bar: 1.7,
    lanes: () => pool.simd.box(image, { radius: 7, out: onLanes }),
    one: () => simd.box(image, { radius: 7, out: onOne }),
  },
];

for (const { name, bar, lanes, one } of operations) {
  const [ours, peer] = [await lanes(), one()];
  if (JSON.stringify(digest(ours)) !== JSON.stringify(digest(peer))) throw new Error(`${name}: two threads and one disagree`);
  const result = await compareWall({ ours: lanes, peer: async () => one() }, { rounds, warmUps: 8 });
  report(`${name}: one thread takes`, result, bar);
  const [together, alone] = [await cpuTimeOfAll(lanes), await cpuTimeOfAll(one)];
  console.log(`${''.padEnd(36)} both threads together spend ${(together / alone).toFixed(2)} of the CPU time of one`);
}

using opencv = await startOpencv(side, side, threads);
if (!opencv) console.log('OpenCV: not run, python3-opencv is missing');
else {
  console.log(`OpenCV ${opencv.version}, ${threads} threads`);
  for (const name of ['conv3', 'gauss5', 'box15'] as const) {
    const { lanes } = operations.find((operation) => operation.name === name) as Operation;
    await lanes();
    const { pixels } = await opencv.run(name);
    const furthest = Math.max(...pixels.map((pixel, index) => Math.abs(pixel - (y[pixelAt(index)] as number))));
    if (furthest > 1e-5) throw new Error(`${name}: OpenCV differs by ${furthest}`);
    const pairs: { ours: number; peer: number }[] = [];
    for (let round = 0; round < rounds + 2; round++) {
      const ours = round % 2 === 0 ? await wallTimeOf(lanes) : 0;
      const { elapsedNs: peer } = await opencv.run(name);
      pairs.push({ ours: ours || (await wallTimeOf(lanes)), peer });
    }
    const kept = pairs.slice(2);
    const leastRatio = Math.min(...kept.map(({ peer }) => peer)) / Math.min(...kept.map(({ ours }) => ours));
    report(`${name}: OpenCV on two threads takes`, { ...summarize(kept), leastRatio }, 1.3);
  }
}

/** Least CPU time of all threads of the process: on a busy machine it says what wall time cannot. */
async function cpuTimeOfAll(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    times.push(user + system);
  }
  return Math.min(...times);
}

function pixelAt(index: number): number {
  const row = index * (side / 64);
  return row * side + ((row * 7) % side);
}

/** What tells two results apart: numbers, counts, or some pixels and their sum. */
function digest(result: unknown): unknown {
  const { data } = (result ?? {}) as { readonly data?: Float32Array };
  if (!data) return result instanceof Uint32Array ? Array.from(result) : result;
  return [simd.sum(data), ...Array.from({ length: 64 }, (_, index) => data[pixelAt(index)])];
}

function report(what: string, result: Awaited<ReturnType<typeof compareWall>>, bar: number): void {
  const { ratio, low, high, leastRatio, oursNs, peerNs } = result;
  const times = `${(oursNs / 1e6).toFixed(1)} against ${(peerNs / 1e6).toFixed(1)} ms`;
  const verdict = ratio >= bar ? 'reached' : leastRatio >= bar ? 'reached by the least times' : 'MISSED';
  const figure = `${ratio.toFixed(2)}× (95 % ${low.toFixed(2)}–${high.toFixed(2)}), least times ${leastRatio.toFixed(2)}×`;
  console.log(`${what.padEnd(36)} ${figure}, ${times}  bar ${bar}×: ${verdict}`);
}

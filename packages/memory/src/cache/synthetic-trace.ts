import { mixInt } from '../structure/hash.ts';

/** Made-up key sequences, each hard on a cache in its own way. Equal for equal seeds. */
export type SyntheticTraceName = 'zipf-0.7' | 'zipf-0.9' | 'zipf-1.0' | 'zipf-scan' | 'loop' | 'shifting' | 'orm' | 'one-reuse';

export const syntheticTraceNames: readonly SyntheticTraceName[] = Object.freeze([
  'zipf-0.7',
  'zipf-0.9',
  'zipf-1.0',
  'zipf-scan',
  'loop',
  'shifting',
  'orm',
  'one-reuse',
] as const);

export interface SyntheticTraceOptions {
  /** How many keys are asked for. */
  readonly requests: number;
  /** How many different keys the popular ones are drawn from. */
  readonly keys: number;
  /** Size of the cache the trace is meant to be hard on. */
  readonly capacity: number;
  readonly seed: number;
}

/** The trace of this name, as whole numbers that stand for keys. */
export function createSyntheticTrace(name: SyntheticTraceName, options: SyntheticTraceOptions): Int32Array {
  return traces[name](options, createRandom(options.seed));
}

type Random = () => number;

const traces: Readonly<Record<SyntheticTraceName, (options: SyntheticTraceOptions, random: Random) => Int32Array>> = Object.freeze({
  'zipf-0.7': (options, random) => drawn(options, createZipf(options.keys, 0.7, random)),
  'zipf-0.9': (options, random) => drawn(options, createZipf(options.keys, 0.9, random)),
  'zipf-1.0': (options, random) => drawn(options, createZipf(options.keys, 1, random)),
  'zipf-scan': zipfWithScans,
  loop: ({ requests, capacity }) => Int32Array.from({ length: requests }, (_, index) => index % Math.floor(capacity * 1.25)),
  shifting: shiftingZipf,
  orm: aggregates,
  'one-reuse': oneReuse,
});

/** Popular keys, and every 20,000 requests a scan of 10,000 keys that nobody asks for again. */
function zipfWithScans({ requests, keys }: SyntheticTraceOptions, random: Random): Int32Array {
  const draw = createZipf(keys, 0.9, random);
  let scanned = keys;
  return Int32Array.from({ length: requests }, (_, index) => (index % 20_000 < 10_000 ? draw() : scanned++));
}

/** Popular keys, all of them others after every 50,000 requests. */
function shiftingZipf({ requests, keys }: SyntheticTraceOptions, random: Random): Int32Array {
  const draw = createZipf(keys, 0.9, random);
  return Int32Array.from({ length: requests }, (_, index) => (draw() + Math.floor(index / 50_000) * 7919) % keys);
}

/** What an object mapper asks for: some of 50 hot metadata keys, and 1 to 16 rows of one aggregate, some read twice while it is worked on. */
function aggregates({ requests, keys }: SyntheticTraceOptions, random: Random): Int32Array {
  const trace = new Int32Array(requests);
  const draw = createZipf(Math.ceil(keys / 5), 0.8, random);
  let length = 0;
  while (length < requests) {
    const aggregate = draw();
    const rows = 1 + (mixInt(aggregate + 1) & 15);
    trace[length++] = aggregate % 50;
    for (let row = 0; row < rows; row++) trace[length++] = 50 + aggregate * 16 + row;
    for (let row = 0; row < rows; row++) if (random() < 0.5) trace[length++] = 50 + aggregate * 16 + row;
  }
  return trace;
}

/** Every key twice: again after 2,000 requests on average, and never more. */
function oneReuse({ requests }: SyntheticTraceOptions, random: Random): Int32Array {
  const trace = new Int32Array(requests).fill(-1);
  let key = 0;
  for (let index = 0; index < requests; index++) {
    if (trace[index] !== -1) continue;
    trace[index] = key;
    let again = index + 1 + Math.floor(-Math.log(1 - random()) * 2000);
    while (again < requests && trace[again] !== -1) again++;
    if (again < requests) trace[again] = key;
    key++;
  }
  return trace;
}

function drawn({ requests }: SyntheticTraceOptions, draw: Random): Int32Array {
  return Int32Array.from({ length: requests }, draw);
}

/** Draws whole numbers from 0 to `count` − 1; the one at place n is asked for in proportion to 1 / (n + 1)^`exponent`. */
export function createZipf(count: number, exponent: number, random: Random): Random {
  const upTo = new Float64Array(count);
  let sum = 0;
  for (let index = 0; index < count; index++) upTo[index] = sum += 1 / (index + 1) ** exponent;
  return () => {
    const target = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((upTo[middle] as number) < target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Uniform in [0, 1). */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e_37_79_b9) | 0;
    return (mixInt(state) >>> 0) / 2 ** 32;
  };
}

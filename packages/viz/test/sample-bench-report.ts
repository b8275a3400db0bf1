import type { BenchCase, BenchReport, BenchVariant, Comparison, Finding, Integrity, Verdict } from '@nsi/core/report';

/** How a suite of the sample behaves: the baseline's cost at size 1, how it grows, and what each candidate does to it. */
interface SampleSuite {
  readonly category: string;
  readonly name: string;
  readonly description: string;
  readonly param: string;
  readonly sizes: readonly (number | string)[];
  readonly costNs: number;
  readonly exponent: number;
  readonly candidates: Readonly<Record<string, { readonly ratio: number; readonly noise?: number; readonly allocation?: number }>>;
  readonly baseline: string;
}

const suites: readonly SampleSuite[] = [
  {
    category: 'memory',
    name: 'buffer-pool',
    description: 'Takes and returns a buffer a thousand times.',
    param: 'bytes',
    sizes: [4096, 65_536, 1_048_576],
    costNs: 42,
    exponent: 0.62,
    baseline: 'Buffer.alloc',
    candidates: { pool: { ratio: 0.21, allocation: 0 } },
  },
  {
    category: 'memory',
    name: 'lru-cache',
    description: 'Reads and writes with a skewed choice of keys.',
    param: 'entries',
    sizes: [1000, 10_000, 100_000],
    costNs: 90,
    exponent: 0.12,
    baseline: 'Map',
    candidates: { createCache: { ratio: 1.14, allocation: 1.3 }, 'lru-cache': { ratio: 1.31, allocation: 1.8 } },
  },
  {
    category: 'memory',
    name: 'clone',
    description: 'Deep copy of a JSON-like tree.',
    param: 'nodes',
    sizes: [100, 1000, 10_000],
    costNs: 410,
    exponent: 1.02,
    baseline: 'structuredClone',
    candidates: { clone: { ratio: 0.36, allocation: 0.8 } },
  },
  {
    category: 'cpu',
    name: 'parallel-map',
    description: 'Resizes images in the pool.',
    param: 'images',
    sizes: [1, 8, 64],
    costNs: 8_400_000,
    exponent: 0.98,
    baseline: 'sequential',
    candidates: { parallelMap: { ratio: 0.55, allocation: 1.1 } },
  },
  {
    category: 'cpu',
    name: 'matrix',
    description: 'Multiplies square matrices of doubles.',
    param: 'rows',
    sizes: [32, 128, 512],
    costNs: 0.9,
    exponent: 2.96,
    baseline: 'nested arrays',
    candidates: { Float64Array: { ratio: 0.61, allocation: 0.5 }, wasm: { ratio: 0.19, allocation: 0.5 } },
  },
  {
    category: 'io',
    name: 'read-many',
    description: 'Reads small files of a folder.',
    param: 'files',
    sizes: [10, 100, 1000],
    costNs: 61_000,
    exponent: 1,
    baseline: 'readFileSync',
    candidates: { readMany: { ratio: 0.58, noise: 0.05, allocation: 0.9 } },
  },
  {
    category: 'network',
    name: 'compress',
    description: 'Compresses a JSON answer.',
    param: 'level',
    sizes: ['fast', 'balanced', 'small'],
    costNs: 610_000,
    exponent: 0,
    baseline: 'gzip',
    candidates: { compress: { ratio: 0.985, noise: 0.03, allocation: 1 } },
  },
  {
    category: 'db',
    name: 'batch-load',
    description: 'Loads rows by key from a table on loopback.',
    param: 'keys',
    sizes: [1, 20, 400],
    costNs: 260_000,
    exponent: 0.85,
    baseline: 'one by one',
    candidates: { loader: { ratio: 0.08, noise: 0.06, allocation: 0.4 } },
  },
  {
    category: 'distributed',
    name: 'queue',
    description: 'Enqueues and acknowledges jobs.',
    param: 'jobs',
    sizes: [100],
    costNs: 4_900,
    exponent: 1,
    baseline: 'redis list',
    candidates: { queue: { ratio: 1.004, noise: 0.002, allocation: 1 } },
  },
];

export interface SampleOptions {
  readonly seed?: number;
  readonly forks?: number;
  readonly samplesPerFork?: number;
  readonly createdAt?: string;
  readonly commit?: string;
  /** Multiplies the time of every candidate: a program that got slower or faster as a whole. */
  readonly drift?: number;
}

/** A report as a run of this toolkit could have written it: 25 cases with skewed samples, one failed case, one output that differs. */
export function sampleBenchReport(options: SampleOptions = {}): BenchReport {
  const { seed = 1, forks = 7, samplesPerFork = 60, createdAt = '2026-11-20T14:05:00.000Z', commit = '3f9c2d7ab81e', drift = 1 } = options;
  const random = seededRandom(seed);
  const cases = suites.flatMap((suite) => suite.sizes.map((size) => sampleCase(suite, size, { random, forks, samplesPerFork, drift })));
  return {
    $schema: './node_modules/@nsi/core/schema/bench-report.json',
    kind: 'nsi.bench',
    schemaVersion: 1,
    createdAt,
    isComplete: true,
    tool: { name: '@nsi/bench', version: '0.1.0' },
    method: {
      name: 'paired-forks-v1',
      options: { forks, roundsPerFork: samplesPerFork, blockMs: 0.5, quantile: 0.1, confidence: 0.99, warmupMs: 600 },
    },
    environment: {
      node: '24.21.0',
      v8: '13.6.233.17',
      os: 'linux 6.12',
      arch: 'x64',
      cpuModel: 'AMD EPYC 7763 64-Core Processor',
      cores: 2,
      memoryBytes: 16 * 2 ** 30,
      memoryLimitBytes: 8 * 2 ** 30,
      loadAverage: [1.42, 1.1, 0.87],
      stealRatio: 0.031,
      throttledRatio: 0,
      gitCommit: commit,
      gitDirty: false,
      flags: ['--expose-gc'],
    },
    cases: [...cases, failedCase()],
    findings: [stealFinding],
  };
}

const stealFinding: Finding = {
  id: 'steal',
  severity: 'medium',
  certainty: 'certain',
  message: 'Other guests of this host took 3.1 % of the CPU time: absolute times are a little too long, ratios hold.',
  evidence: [
    { label: 'steal', value: 0.031, unit: 'ratio' },
    { label: 'load at the start', value: 1.42 },
  ],
};

interface Run {
  readonly random: () => number;
  readonly forks: number;
  readonly samplesPerFork: number;
  readonly drift: number;
}

function sampleCase(suite: SampleSuite, size: number | string, run: Run): BenchCase {
  const { category, name, description, param, baseline, candidates } = suite;
  const sizeFactor = typeof size === 'number' ? size ** suite.exponent : 1 + suite.sizes.indexOf(size) * 1.7;
  const cost = suite.costNs * sizeFactor;
  const heap = 64 * (typeof size === 'number' ? size : 4000);
  const speeds = Array.from({ length: run.forks }, () => Math.exp(gaussian(run.random) * 0.02));
  const variants = [
    sampleVariant(baseline, cost, heap, speeds, run),
    ...Object.entries(candidates).map(([candidate, { ratio, noise = 0.01, allocation = 1 }]) =>
      sampleVariant(
        candidate,
        cost * ratio * run.drift,
        heap * allocation,
        speeds.map((speed) => speed * Math.exp(gaussian(run.random) * noise)),
        run,
      ),
    ),
  ];
  const [first, ...others] = variants as [BenchVariant, ...BenchVariant[]];
  return {
    id: `${name}/${param}=${size}`,
    suite: name,
    category,
    description,
    params: { [param]: size },
    status: 'ok',
    unit: 'ns',
    better: 'lower',
    baseline,
    variants: variants.map((variant) => ({ ...variant, integrity: integrityOf(name, variant.name, size) })),
    comparisons: others.map((candidate) => compared(first, candidate)),
  };
}

function sampleVariant(
  name: string,
  costNs: number,
  heap: number,
  speeds: readonly number[],
  { random, samplesPerFork }: Run,
): BenchVariant {
  const callsPerSample = Math.max(1, Math.round(500_000 / costNs));
  const forks = speeds.map((speed) => ({
    callsPerSample,
    samplesNs: Array.from({ length: samplesPerFork }, (_, index) => {
      const warming = 1 + 0.03 * Math.exp(-index / 6);
      const interference = random() < 0.04 ? 1 + random() * 1.6 : 1;
      return Math.round(costNs * callsPerSample * speed * warming * interference * Math.exp(Math.abs(gaussian(random)) * 0.018));
    }),
  }));
  const calls = forks.flatMap((fork) => fork.samplesNs.map((sample) => sample / fork.callsPerSample)).toSorted((a, b) => a - b);
  const at = (share: number): number => calls[Math.floor((calls.length - 1) * share)] as number;
  const median = at(0.5);
  const deviations = calls.map((call) => Math.abs(call - median)).toSorted((a, b) => a - b);
  return {
    name,
    forks,
    summary: {
      sampleCount: calls.length,
      median,
      mad: deviations[Math.floor(deviations.length / 2)] as number,
      mean: calls.reduce((sum, call) => sum + call, 0) / calls.length,
      min: at(0),
      p10: at(0.1),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
    },
    throughput: { itemsPerSecond: 1e9 / median },
    resources: {
      cpuUserNs: median * 0.94,
      cpuSystemNs: median * 0.05,
      rssPeakBytes: Math.round(62e6 + heap * 1.3),
      allocatedBytes: Math.round(heap),
      gcCount: Math.round(heap / 4000),
      gcNs: Math.round(heap * 3.1),
      contextSwitches: Math.round(4 + random() * 20),
    },
    integrity: { status: 'ok', mode: 'deepEqual', digest: 'sha256-4f1c' },
  };
}

function integrityOf(suite: string, variant: string, size: number | string): Integrity {
  if (suite === 'clone' && variant === 'clone' && size === 10_000) {
    return { status: 'failed', mode: 'deepEqual', difference: { at: '.children[41].weight', expected: '-0', actual: '0' } };
  }
  return suite === 'queue' ? { status: 'not checked', mode: 'none' } : { status: 'ok', mode: 'deepEqual', digest: 'sha256-4f1c' };
}

function compared(baseline: BenchVariant, candidate: BenchVariant): Comparison {
  const low = (variant: BenchVariant, fork: number): number => {
    const { samplesNs, callsPerSample } = variant.forks[fork]!;
    return samplesNs.toSorted((a, b) => a - b)[Math.floor(samplesNs.length * 0.1)]! / callsPerSample;
  };
  const forkRatios = baseline.forks.map((_, fork) => low(candidate, fork) / low(baseline, fork));
  const logs = forkRatios.map((ratio) => Math.log(ratio));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const error = logs.length < 2 ? 0.1 : Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1) / logs.length);
  const interval = [Math.exp(mean - 3.7 * error), Math.exp(mean + 3.7 * error)] as const;
  const verdict = verdictOf(interval);
  return {
    baseline: baseline.name,
    candidate: candidate.name,
    ratio: Math.exp(mean),
    interval,
    confidence: 0.99,
    method: 'paired-forks-v1',
    verdict,
    forkRatios,
    ...(verdict === 'inconclusive' && { moreForks: 12 }),
  };
}

function verdictOf([low, high]: readonly [number, number]): Verdict {
  if (low > 1.01) return 'regression';
  if (high < 0.99) return 'improvement';
  return low > 0.97 && high < 1.03 ? 'no change' : 'inconclusive';
}

function failedCase(): BenchCase {
  return {
    id: 'queue/jobs=10000',
    suite: 'queue',
    category: 'distributed',
    params: { jobs: 10_000 },
    status: 'failed',
    unit: 'ns',
    better: 'lower',
    baseline: 'redis list',
    variants: [],
    comparisons: [],
    failure: { code: 'NSI_BENCH_TIMEOUT', message: 'expected one call within 10 s, got none', variant: 'queue' },
  };
}

/** Mulberry32: small, and the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Box and Muller's transform. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

import { interleave, type InterleaveOptions } from './interleave.ts';
import { benchStatistics } from './statistics.ts';
import type { BenchGroup, BenchResult } from './vitest-shapes.ts';

/** What `test.benchmark.provider` asks for. */
export interface VitestProvider {
  run(group: BenchGroup): Promise<BenchResult[]>;
}

/**
 * Length of a benchmark under vitest, for each function. Defaults: `warmupMs` 300, `timeMs` 500, `blockNs` 500 000, `minRounds` 20,
 * `maxRounds` 10 000. What `bench.compare` asks for goes first.
 */
export type VitestProviderOptions = Partial<Pick<InterleaveOptions, 'warmupMs' | 'timeMs' | 'blockNs' | 'minRounds' | 'maxRounds'>>;

const defaults = Object.freeze({ warmupMs: 300, timeMs: 500, blockNs: 500_000, minRounds: 20, maxRounds: 10_000 });

const notice =
  'These functions ran interleaved in one process. One process cannot give a verdict: its compiled code, heap and hash seeds bias every block alike. `npx nsi-bench` measures in fresh processes.';

/**
 * A benchmark provider for vitest 5 that interleaves. vitest's own runs one function after the other, so a drift of the machine looks like a
 * difference of the code. It also says, as an annotation of the test, that one process cannot give a verdict.
 */
export function createBenchProvider(options: VitestProviderOptions = {}): VitestProvider {
  return {
    async run({ test, config, registrations, options: asked = {} }) {
      const signal = asked.signal ?? test.context.signal;
      const times = await interleave(registrations, {
        ...defaults,
        ...options,
        ...(asked.time === undefined ? {} : { timeMs: asked.time }),
        ...(asked.warmupTime === undefined ? {} : { warmupMs: asked.warmupTime }),
        ...(asked.iterations === undefined ? {} : { minRounds: Math.max(2, asked.iterations) }),
        seed: Math.floor(Math.random() * 2 ** 31),
        ...(signal ? { signal } : {}),
      });
      if (registrations.length > 1) await test.context.annotate?.(notice, 'notice');
      return times.map(({ name, callMs, totalMs }): BenchResult => {
        const latency = benchStatistics(callMs, config.retainSamples);
        const throughput = benchStatistics(
          callMs.map((ms) => 1000 / Math.max(ms, 1e-9)),
          config.retainSamples,
        );
        return {
          name,
          state: 'completed',
          latency,
          throughput,
          period: latency.mean,
          totalTime: totalMs,
          runtime: 'node',
          runtimeVersion: process.versions.node,
          timestampProviderName: 'hrtimeNow',
        };
      });
    },
  };
}

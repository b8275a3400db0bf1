import { createBenchProvider, type VitestProvider } from './vitest-provider/provider.ts';

export { createBenchProvider, type VitestProvider, type VitestProviderOptions } from './vitest-provider/provider.ts';
export type { BenchGroup, BenchRegistration, BenchResult, BenchStatistics } from './vitest-provider/vitest-shapes.ts';

/** For `test.benchmark.provider`: vitest imports the module that is named there and takes its default export. */
const provider: VitestProvider = createBenchProvider();
export default provider;

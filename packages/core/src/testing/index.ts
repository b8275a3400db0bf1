export type { ConformanceOptions, Expect, TestRunner } from './runner.ts';
export { seededBytes } from './seeded-bytes.ts';
export { testCodec } from './test-codec.ts';
export { testExecutor, type ExecutorSubject } from './test-executor.ts';
export { testPlugin } from './test-plugin.ts';
export { testStore, type StoreSubject } from './test-store.ts';

export type { Clock } from './ports/clock.ts';
export type { Codec, DecodeOptions, EncodeOptions } from './ports/codec.ts';
export type { Executor, ExecutorTask, ExecuteOptions } from './ports/executor.ts';
export type { Store, StoreSetOptions } from './ports/store.ts';

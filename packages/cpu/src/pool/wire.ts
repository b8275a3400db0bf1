import type { WireError } from './wire-error.ts';

/** What a worker thread is told once, when it starts. */
export interface WorkerSetting {
  readonly control: SharedArrayBuffer;
  /** The pool's own task module. */
  readonly module: string | undefined;
  /** Export that runs once on each thread before the first task of `module`. */
  readonly setup: string | undefined;
  readonly measuresHeap: boolean;
}

/** Stands for the pool's own module in a call: the thread knows its address, which may be as long as the module itself. */
export const ownModule = '=';

/** What is asked of a worker thread. A tuple: it is cloned with every task. */
export type WireCall = readonly [
  kind: WireKind,
  slot: number,
  serial: number,
  module: string,
  task: string,
  argument: unknown,
  more: number,
  last: number,
];

/**
 * `run` and `batch` call a task once or for each item (`more` is 1 to go on after an error), `lines` does so from JSON to JSON, `stream` iterates what it returns (`more` chunks
 * ahead), `lane` calls it for ranges below `more` from the loop `last`, `load` only loads the module, and `bands` runs a banded kernel.
 */
export type WireKind = 'run' | 'batch' | 'lines' | 'stream' | 'lane' | 'load' | 'bands';

/** How a call ended: the value, or an error, or a value that travels as a side message because it might not be cloneable. */
export type WireAnswer =
  | readonly [status: 'value', value: unknown, sideCount: number]
  | readonly [status: 'side', undefined, sideCount: number]
  | readonly [status: 'error', error: WireError, sideCount: number];

/** What a batch returns. Items behind the last result were not run. */
export interface BatchAnswer {
  readonly results: readonly unknown[];
  /** Index and error of each item that failed; its result is `undefined`. */
  readonly errors: readonly (readonly [index: number, error: WireError])[];
  readonly elapsedMs: number;
}

/** A message beside the answer: progress, a chunk of a stream, or the value. */
export interface SideMessage {
  readonly serial: number;
  readonly part: 'progress' | 'chunk' | 'value';
  readonly payload: unknown;
}

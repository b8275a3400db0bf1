import { isMainThread as runsOnMainThread } from 'node:worker_threads';

/** Tasks that `testExecutor` runs. */
export function add([left, right]: readonly [number, number]): number {
  return left + right;
}

export function isMainThread(): boolean {
  return runsOnMainThread;
}

export function fail(message: string): never {
  throw new Error(message);
}

export function sumBytes(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0);
}

import type { Arena } from '../arena/arena.ts';
import type { Dispatch } from './dispatch.ts';
export interface AsyncSimd {
  readonly x?: number;
}
export function createAsyncSimd(_d: Dispatch, _a: Arena | undefined): AsyncSimd {
  return {};
}

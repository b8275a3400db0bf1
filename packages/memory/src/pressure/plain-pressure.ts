import type { MemoryPressure } from './memory-pressure.ts';
import { readMemoryUse } from './memory-use.ts';

/** The plain twin of memory pressure: it can be asked, and never makes anything smaller. What a disabled room gives. */
export function createPlainPressure(): MemoryPressure {
  return {
    level: 'normal',
    share: 1,
    watch: () => ({ [Symbol.dispose]() {} }),
    read: () => ({ level: 'normal', share: 1, use: readMemoryUse() }),
    [Symbol.dispose]() {},
  };
}

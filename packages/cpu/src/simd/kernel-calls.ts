/** What `assembly/index.ts` exports. Addresses and counts are 32-bit numbers. */
export interface KernelCalls {
  readonly [name: string]: (...args: number[]) => number;
}

import type { Counter } from './call-counters.ts';

/** Adds the size of one of the calls: to their sum, and to a histogram whose bucket i holds sizes of i binary digits. */
export function addSize(counter: Counter, bytes: number): void {
  counter.weighed++;
  counter.bytes += bytes;
  const digits = 32 - Math.clz32(bytes);
  const sizes = (counter.sizes ??= []);
  while (sizes.length <= digits) sizes.push(0);
  sizes[digits] = (sizes[digits] ?? 0) + 1;
}

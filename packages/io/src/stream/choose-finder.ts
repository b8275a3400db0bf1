import { createKernelFinder } from './kernel-finder.ts';
import type { LineFinder } from './line-finder.ts';
import { PlainFinder } from './plain-finder.ts';

let shared: LineFinder | undefined;

/** The finder of this thread, made at the first call: the kernel, or where it cannot run the plain one, which finds the same. */
export function lineFinder(): LineFinder {
  return (shared ??= createKernelFinder() ?? new PlainFinder());
}

import { nearestName } from '@nsi/core';
import { profilerError } from '../errors.ts';

/** A change that can be made to a program from outside, to see whether the advice of a finding helps it. */
export interface WhatIf {
  readonly id: string;
  /** What is changed, in words. */
  readonly summary: string;
  /** What should get less. */
  readonly of: 'wall' | 'cpu';
  /** Environment variables of the changed run; `NODE_OPTIONS` are added to those there are, and `{folder}` is one that lasts for the experiment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Where the changed run prints to. Default `pipe`, as the plain one. */
  readonly stdout?: 'pipe' | 'file';
  /** Whether the change shows from its second run on: one is made before any counts. */
  readonly needsWarmUp?: boolean;
}

/**
 * The changes that can be tried. What they do inside of the program stands in `preload.ts`, under the same id. They are no fixes: they show
 * what the fix would bring, and may be wrong for a program that must keep running.
 */
export const whatIfs: readonly WhatIf[] = Object.freeze([
  { id: 'memoise-read-file', summary: 'a file is read again only when its size or time changed, later reads share its content', of: 'cpu' },
  { id: 'larger-semi-space', summary: 'a young generation of 64 MiB', of: 'cpu', variables: { NODE_OPTIONS: '--max-semi-space-size=64' } },
  { id: 'thread-pool-size', summary: '16 threads in the pool', of: 'wall', variables: { UV_THREADPOOL_SIZE: '16' } },
  { id: 'linear-regular-expressions', summary: "V8's engine without backtracking, where a match takes too long", of: 'cpu' },
  { id: 'no-stack-traces', summary: 'errors without stack traces', of: 'cpu' },
  { id: 'one-shot-hash', summary: 'crypto.hash in place of createHash, update and digest', of: 'cpu' },
  { id: 'keep-alive', summary: 'connections that are kept for the next request', of: 'wall' },
  {
    id: 'compile-cache',
    summary: 'compiled code kept on disk from an earlier run',
    of: 'cpu',
    variables: { NODE_COMPILE_CACHE: '{folder}/compiled' },
    needsWarmUp: true,
  },
  { id: 'buffered-stdout', summary: 'output gathered and written 64 KiB at a time', of: 'cpu' },
  { id: 'stdout-to-file', summary: 'output written to a file, not a pipe', of: 'wall', stdout: 'file' },
  { id: 'memoise-lookup', summary: 'every host name is looked up once', of: 'wall' },
] as const);

/** The change of that id. */
export function whatIfOf(id: string): WhatIf | undefined {
  return whatIfs.find((one) => one.id === id);
}

/** The same, where it must be there. Throws `NSI_PROFILER_EXPERIMENT` with the nearest id when it is not. */
export function findWhatIf(id: string): WhatIf {
  const known = whatIfs.map((one) => one.id);
  const near = nearestName(id, known);
  const found = whatIfOf(id);
  if (found) return found;
  throw profilerError(
    'NSI_PROFILER_EXPERIMENT',
    `expected an experiment, got \`${id}\`${near === undefined ? '' : `; the nearest is \`${near}\``}`,
    { hint: `There are ${known.join(', ')}.` },
  );
}

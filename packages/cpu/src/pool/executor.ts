import type { Executor } from '@nsi/core/ports';
import { createDispatch } from './dispatch.ts';
import { parsePoolOptions, type PoolOptions } from './pool-options.ts';

/**
 * Runs exported functions of any module on threads: the `Executor` that other packages take, such as `packArrayAsync` of `@nsi/memory`.
 * Disposing it ends its threads; what runs then rejects. Throws `NSI_CPU_POOL_OPTION`.
 */
export function createExecutor(options: Omit<PoolOptions, 'arena' | 'setup'> = {}): AsyncDisposable & Executor {
  const dispatch = createDispatch(parsePoolOptions(undefined, options));
  return {
    get threads() {
      return dispatch.threads;
    },
    run<Result>(...[{ module, name }, argument, { signal, transfer } = {}]: Parameters<Executor['run']>) {
      const call = { kind: 'run', module: module.href, task: name, argument } as const;
      return dispatch.submit(call, { signal, transfer }).answer as Promise<Result>;
    },
    [Symbol.asyncDispose]: () => dispatch[Symbol.asyncDispose](),
  };
}

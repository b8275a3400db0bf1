import type { Executor } from '../ports/executor.ts';
import { registerCases, type ConformanceOptions } from './runner.ts';

const module = new URL(import.meta.url.endsWith('.ts') ? './executor-tasks.ts' : './executor-tasks.js', import.meta.url);

/** The executor under test. Each test makes one of its own and disposes it. */
export interface ExecutorSubject {
  /** Begins the name of every test. */
  readonly name: string;
  /** A new executor for one test, with at least one thread. */
  create(): (AsyncDisposable & Executor) | Promise<AsyncDisposable & Executor>;
}

/** The behaviour every `Executor` promises. */
export function testExecutor({ name, create }: ExecutorSubject, options: ConformanceOptions): void {
  const { expect } = options;
  registerCases(
    name,
    {
      async 'has at least one thread'() {
        await using executor = await create();
        expect(Number.isInteger(executor.threads) && executor.threads >= 1).toBe(true);
      },
      async 'returns what the task returns'() {
        await using executor = await create();
        expect(await executor.run({ module, name: 'add' }, [2, 3])).toBe(5);
      },
      async 'runs tasks on another thread'() {
        await using executor = await create();
        expect(await executor.run({ module, name: 'isMainThread' }, undefined)).toBe(false);
      },
      async 'runs many tasks and keeps their results apart'() {
        await using executor = await create();
        const results = await Promise.all(Array.from({ length: 50 }, (_, index) => executor.run({ module, name: 'add' }, [index, 1])));
        expect(results).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      },
      async "rejects with the task's own error and goes on"() {
        await using executor = await create();
        const message = await executor.run({ module, name: 'fail' }, 'broken').catch((error: unknown) => (error as Error).message);
        expect(message).toBe('broken');
        expect(await executor.run({ module, name: 'add' }, [1, 1])).toBe(2);
      },
      async 'moves buffers that are transferred'() {
        await using executor = await create();
        const bytes = new Uint8Array([1, 2, 3]);
        expect(await executor.run({ module, name: 'sumBytes' }, bytes, { transfer: [bytes.buffer] })).toBe(6);
        expect(bytes.byteLength).toBe(0);
      },
      async 'rejects a call whose signal is aborted'() {
        await using executor = await create();
        const outcome = await executor.run({ module, name: 'add' }, [1, 1], { signal: AbortSignal.abort(new Error('enough')) }).then(
          () => 'done',
          () => 'rejected',
        );
        expect(outcome).toBe('rejected');
      },
      async 'rejects a task that is not there'() {
        await using executor = await create();
        const outcome = await executor.run({ module, name: 'missing' }, undefined).then(
          () => 'done',
          () => 'rejected',
        );
        expect(outcome).toBe('rejected');
      },
    },
    options,
  );
}

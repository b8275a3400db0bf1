/** The module of tasks that the tests of the pool run. */
export type PoolTasks = typeof import('./pool-tasks.ts');
export const poolTasks: URL = new URL('./pool-tasks.ts', import.meta.url);

/** A promise and what settles it, as the `onProgress` of a task that says when it has begun. */
export function started(): { readonly onProgress: () => void; readonly begun: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { onProgress: () => resolve(), begun: promise };
}

/** Shared memory that a task waits on until it is opened. */
export function createGate(): { readonly words: Int32Array<SharedArrayBuffer>; open(): void } {
  const words = new Int32Array(new SharedArrayBuffer(4));
  return {
    words,
    open() {
      Atomics.store(words, 0, 1);
      Atomics.notify(words, 0);
    },
  };
}

/** All that a stream gives. */
export async function collect<Value>(stream: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of stream) values.push(value);
  return values;
}

import { Worker } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { NsiError } from '../errors/nsi-error.ts';
import { definePlugin } from '../plugin/define-plugin.ts';
import type { Codec } from '../ports/codec.ts';
import type { Executor, ExecutorTask, ExecuteOptions } from '../ports/executor.ts';
import { registerCases } from './runner.ts';
import { testCodec } from './test-codec.ts';
import { testExecutor } from './test-executor.ts';
import { testPlugin } from './test-plugin.ts';
import { testStore } from './test-store.ts';

const gzip: Codec = {
  name: 'gzip',
  encode: (input) => gzipSync(input),
  decode(input, { maxOutputBytes }) {
    try {
      return gunzipSync(input, { maxOutputLength: maxOutputBytes });
    } catch (cause) {
      throw new NsiError('NSI_CORE_EXAMPLE', 'expected gzip', { cause });
    }
  },
};
testCodec(gzip, { test, expect });

let nowMs = 0;
testStore(
  {
    name: 'a map',
    create() {
      const entries = new Map<string, { readonly value: string; readonly expiresAt: number }>();
      const live = (key: string) => {
        const entry = entries.get(key);
        return entry && entry.expiresAt > nowMs ? entry : undefined;
      };
      return {
        get: (key) => live(key)?.value,
        has: (key) => live(key) !== undefined,
        set: (key, value, { ttlMs = Infinity } = {}) => entries.set(key, { value, expiresAt: nowMs + ttlMs }),
        delete: (key) => entries.delete(key),
        clear: () => entries.clear(),
      };
    },
    advance: (milliseconds) => void (nowMs += milliseconds),
  },
  { test, expect },
);

const bootstrap = `
  const { workerData, parentPort } = require('node:worker_threads');
  import(workerData.module).then(async (module) => parentPort.postMessage({ value: await module[workerData.name](workerData.argument) }))
    .catch((error) => parentPort.postMessage({ error }));`;
testExecutor(
  {
    name: 'a worker for each task',
    create: (): AsyncDisposable & Executor => ({
      threads: 1,
      run<Result>({ module, name }: ExecutorTask, argument: unknown, { signal, transfer = [] }: ExecuteOptions = {}) {
        signal?.throwIfAborted();
        const worker = new Worker(bootstrap, {
          eval: true,
          workerData: { module: module.href, name, argument },
          transferList: [...transfer],
        });
        return new Promise<Result>((resolve, reject) => {
          worker
            .once('error', reject)
            .once('message', ({ value, error }: { value: Result; error?: Error }) => (error ? reject(error) : resolve(value)));
        }).finally(() => void worker.terminate());
      },
      [Symbol.asyncDispose]: async () => {},
    }),
  },
  { test, expect, skip: { 'rejects a call whose signal is aborted': 'this one throws before there is a promise' } },
);

testPlugin(
  definePlugin({
    apiVersion: 1,
    name: 'gpu',
    options: v.strictObject({ lanes: v.number() }),
    levels: { conservative: { lanes: 1 }, balanced: { lanes: 2 }, aggressive: { lanes: 4 } },
    setup: ({ lanes }) => ({ lanes, [Symbol.dispose]() {} }),
    plain: () => ({ lanes: 0, [Symbol.dispose]() {} }),
  }),
  { test, expect },
);

test('a reason to skip must name a test of the suite', () => {
  expect(() => registerCases('x', { a: () => {} }, { test: () => {}, expect, skip: { b: 'because' } })).toThrow('got `b`');
});

/**
 * Small asynchronous tasks through a scheduler with priorities, against p-limit, which has none, and p-queue: CPU time of one after the other by
 * turns in one process, every result compared. Tasks do nothing but return a promise, so that what is measured is the scheduling alone.
 * `node --conditions=@nsi/source bench/schedule.bench.ts`
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pLimit from 'p-limit';
import PQueue from 'p-queue';
import { comparePairedAsync, line, machine } from '@nsi/workbench/bench';
import { createScheduler } from '../src/schedule/create-scheduler.ts';
import { yieldIfNeeded } from '../src/schedule/yield-if-needed.ts';

const concurrency = 8;
const priorities = [{ priority: 0 }, { priority: 2 }, { priority: 1 }];

type Way = (count: number) => Promise<readonly number[]>;

const task = (index: number) => async (): Promise<number> => index;

const ours: Way = (count) => {
  const scheduler = createScheduler({ concurrency });
  return Promise.all(Array.from({ length: count }, (_, index) => scheduler.add(task(index), priorities[index % 3])));
};
const ownOrder: Way = (count) => {
  const scheduler = createScheduler({ concurrency });
  return Promise.all(Array.from({ length: count }, (_, index) => scheduler.add(task(index))));
};
const limit: Way = (count) => {
  const run = pLimit(concurrency);
  return Promise.all(Array.from({ length: count }, (_, index) => run(task(index))));
};
const queue: Way = (count) => {
  const run = new PQueue({ concurrency });
  return Promise.all(Array.from({ length: count }, (_, index) => run.add(task(index), priorities[index % 3])));
};

console.log(machine('CPU time'));
for (const count of [1000, 10_000, 100_000]) {
  const expected = (await limit(count)).join();
  for (const way of count > 10_000 ? [ours, ownOrder] : [ours, ownOrder, queue])
    if ((await way(count)).join() !== expected) throw new Error('expected equal results');
  const repeat = Math.max(1, 20_000 / count);
  const options = { rounds: count > 50_000 ? 9 : 21, repeat };
  console.log(`\n${count.toLocaleString('en-US')} tasks waiting, ${concurrency} at a time`);
  const results = [
    ['three priorities against p-limit', 3, await comparePairedAsync({ ours: () => ours(count), peer: () => limit(count) }, options)],
    ['one priority against p-limit', 3, await comparePairedAsync({ ours: () => ownOrder(count), peer: () => limit(count) }, options)],
    // It keeps what waits in a sorted array: 100,000 take seconds.
    ...(count > 10_000
      ? []
      : [
          [
            'three priorities against p-queue',
            3,
            await comparePairedAsync({ ours: () => ours(count), peer: () => queue(count) }, options),
          ] as const,
        ]),
  ] as const;
  for (const [what, bar, result] of results)
    console.log(
      line(`  ${what}`, result, bar),
      `${Math.round(result.oursNs / count)} ns a task against ${Math.round(result.peerNs / count)} ns`,
    );
}

const storage = new AsyncLocalStorage<number>();
const inContext = await comparePairedAsync(
  { ours: () => storage.run(1, () => ours(10_000)), peer: () => storage.run(1, () => limit(10_000)) },
  { repeat: 2 },
);
console.log(`\n${line('  three priorities, with an AsyncLocalStorage in use', inContext, 3)}`);

const yields = await comparePairedAsync({
  ours: async () => {
    for (let step = 0; step < 10_000; step++) {
      const pause = yieldIfNeeded();
      if (pause) await pause;
    }
  },
  peer: async () => {
    for (let step = 0; step < 10_000; step++) await new Promise((resolve) => setImmediate(resolve));
  },
});
console.log(
  `\n${line('yieldIfNeeded against a turn of the event loop each time', yields, 3)} ${(yields.oursNs / 1e4).toFixed(0)} ns against ${(yields.peerNs / 1e4).toFixed(0)} ns`,
);

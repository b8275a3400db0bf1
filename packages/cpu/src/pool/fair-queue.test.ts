import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFairQueue, type Waiting } from './fair-queue.ts';

interface Named extends Waiting {
  readonly name: string;
}

const entry = (name: string, more: Partial<Waiting> = {}): Named => ({ name, key: '', priority: 0, deadline: Infinity, ...more });

function drain(queue: { take(): Named | undefined }): string[] {
  const names: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) names.push(next.name);
  return names;
}

test('keys take turns, each in its own order', () => {
  const queue = createFairQueue<Named>({ agingMs: 1000 });
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2']) queue.push(entry(name, { key: name[0]! }));

  expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'a4']);
});

test('higher priorities come first', () => {
  const queue = createFairQueue<Named>({ agingMs: 1000 });
  queue.push(entry('low', { priority: -1 }));
  queue.push(entry('normal'));
  queue.push(entry('high', { priority: 5 }));

  expect(drain(queue)).toEqual(['high', 'normal', 'low']);
});

test('the earliest deadline of a key comes first, before what has none', () => {
  const queue = createFairQueue<Named>({ agingMs: 1000 });
  for (const [name, deadline] of [
    ['none', Infinity],
    ['late', 30],
    ['soon', 10],
    ['also soon', 10],
  ] as const)
    queue.push(entry(name, { deadline }));

  expect(drain(queue)).toEqual(['soon', 'also soon', 'late', 'none']);
});

test('a low priority has its turn after it has waited, though higher ones keep coming', () => {
  let time = 0;
  const queue = createFairQueue<Named>({ agingMs: 100, now: () => time });
  queue.push(entry('low', { priority: 0 }));
  const taken: string[] = [];
  while (!taken.includes('low')) {
    queue.push(entry('high', { priority: 3 }));
    taken.push(queue.take()!.name);
    time += 10;
  }

  expect(taken.length).toBe(41);
});

test('what is removed is not taken', () => {
  const queue = createFairQueue<Named>({ agingMs: 1000 });
  const [first, second, third] = [entry('first'), entry('second', { deadline: 5 }), entry('third')];
  for (const each of [first, second, third]) queue.push(each);

  expect([queue.remove(first), queue.remove(second), queue.remove(second)]).toEqual([true, true, false]);
  expect(queue.size).toBe(1);
  expect(drain(queue)).toEqual(['third']);
});

test('law: each entry comes out once; in between, no key is served twice while another waits', () => {
  const keys = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          keys.map((key) => ({ push: key })),
          fc.constant('take' as const),
        ),
        { maxLength: 300 },
      ),
      (steps) => {
        const queue = createFairQueue<Named>({ agingMs: 1000 });
        const waiting = new Map<string, string[]>();
        const servedSince = new Map<string, Set<string>>();
        let count = 0;
        for (const step of [...steps, ...steps.map(() => 'take' as const)]) {
          if (step === 'take') {
            const next = queue.take();
            if ((next === undefined) !== (waiting.size === 0)) return false;
            if (!next) continue;
            // First in, first out within the key.
            if (waiting.get(next.key)?.shift() !== next.name) return false;
            for (const [key, served] of servedSince) {
              if (key === next.key) continue;
              if (served.has(next.key)) return false;
              served.add(next.key);
            }
            if (waiting.get(next.key)?.length === 0) {
              waiting.delete(next.key);
              servedSince.delete(next.key);
            } else servedSince.set(next.key, new Set());
          } else {
            const name = `${step.push}${count++}`;
            if (!waiting.has(step.push)) {
              waiting.set(step.push, []);
              servedSince.set(step.push, new Set());
            }
            waiting.get(step.push)!.push(name);
            queue.push(entry(name, { key: step.push }));
          }
        }
        return queue.size === 0;
      },
    ),
  );
});

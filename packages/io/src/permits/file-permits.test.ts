import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFilePermits, filePermits } from './file-permits.ts';

test('never has more permits out than its bound, serves first come first, and ends with none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }), async (max, steps) => {
      const permits = createFilePermits(max);
      const served: number[] = [];

      await Promise.all(
        steps.map((turns, index) =>
          permits.run(async () => {
            served.push(index);
            expect(permits.taken).toBeLessThanOrEqual(max);
            for (let turn = 0; turn < turns; turn++) await Promise.resolve();
          }),
        ),
      );

      expect(served).toEqual(steps.map((_, index) => index));
      expect(permits).toMatchObject({ taken: 0, waiting: 0 });
    }),
  );
});

test('a waiter that aborts leaves the queue, and the one behind it is served', async () => {
  const permits = createFilePermits(1);
  const held = await permits.acquire();
  const controller = new AbortController();
  const first = permits.acquire({ signal: controller.signal });
  const second = permits.acquire();
  expect(permits).toMatchObject({ taken: 1, waiting: 2 });

  controller.abort(new Error('enough'));

  await expect(first).rejects.toThrow('enough');
  expect(permits.waiting).toBe(1);
  held.release();
  held.release();
  (await second).release();
  expect(permits).toMatchObject({ taken: 0, waiting: 0 });
  await expect(permits.acquire({ signal: controller.signal })).rejects.toThrow('enough');
});

test('a permit goes to those who wait before it goes to those who try', async () => {
  const permits = createFilePermits(1);
  const held = permits.tryAcquire();
  const waiting = permits.acquire();

  expect(permits.tryAcquire()).toBeUndefined();
  held?.release();
  expect(permits.tryAcquire()).toBeUndefined();
  (await waiting).release();
  expect(permits.tryAcquire()).toBeDefined();
});

test('a wider bound serves those who wait at once', async () => {
  const permits = createFilePermits(1);
  await permits.acquire();
  const waiting = permits.acquire();

  permits.resize(2);

  await waiting;
  expect(permits).toMatchObject({ max: 2, taken: 2 });
});

test('tells of a release, and of an abort, without waiting for the whole time', async () => {
  const permits = createFilePermits(1);
  const held = await permits.acquire();
  const told = permits.afterRelease(1e6);
  held.release();
  await told;

  const controller = new AbortController();
  const aborted = permits.afterRelease(1e6, { signal: controller.signal });
  controller.abort();
  await aborted;
});

test.each([0, 1.5, -1, Number.NaN])('refuses a bound of %s', (max) => {
  expect(() => createFilePermits(max)).toThrow(expect.objectContaining({ code: 'NSI_IO_PERMIT_OPTION' }));
});

test('there is one for the thread, half of the descriptors that are free', () => {
  const script = `
    const { filePermits } = await import(${JSON.stringify(new URL('./file-permits.ts', import.meta.url).href)});
    process.stdout.write(String(filePermits().max) + ' ' + String(filePermits() === filePermits()));`;
  const output = execFileSync(
    'sh',
    ['-c', 'ulimit -n 100; exec "$0" --conditions=@nsi/source --input-type=module -e "$1"', process.execPath, script],
    {
      encoding: 'utf8',
    },
  );
  const [, max] = /^(\d+) true$/.exec(output.trim()) ?? [];

  expect(Number(max)).toBeGreaterThan(20);
  expect(Number(max)).toBeLessThan(50);
  expect(filePermits()).toBe(filePermits());
});

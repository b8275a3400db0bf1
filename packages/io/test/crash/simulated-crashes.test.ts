import { isNsiError } from '@nsi/core';
import { afterAll, expect, test } from 'vitest';
import { openWriter } from '../../src/append-log/append-log.ts';
import { parseLogOptions } from '../../src/append-log/log-options.ts';
import { readRecords } from '../../src/append-log/read-append-log.ts';
import { parseAtomicOptions, type Durability } from '../../src/write/atomic-options.ts';
import { filePermits } from '../../src/permits/file-permits.ts';
import type { FileCalls } from '../../src/write/file-calls.ts';
import { replaceFile } from '../../src/write/replace-file.ts';
import { replaceMany } from '../../src/write/write-atomic-many.ts';
import { ModelDisk } from './model-disk.ts';
import { seededRandom } from './seeded-random.ts';

// A crashed process gives no permit back, and all of these are one process.
filePermits().resize(65_536);

// Every simulated process leaves what it would have done when it exits; this one does not exit for them.
const listeners = process.listeners('exit');
afterAll(() => {
  for (const listener of process.listeners('exit')) if (!listeners.includes(listener)) process.off('exit', listener);
});

const target = '/disk/target';
const durabilities: readonly Durability[] = ['none', 'file', 'full'];

/** Content number `index`: of a length and a byte of its own, so that no part of one is part of another. */
const contentOf = (index: number, random: () => number): Buffer => Buffer.alloc(1 + Math.floor(random() * 3000), index + 1);

const pick = <Value>(values: readonly Value[], random: () => number): Value => values[Math.floor(random() * values.length)] as Value;

/** Failures now and then, on one disk in four. */
function faultsOf(random: () => number): (call: string) => string | undefined {
  const isFaulty = random() < 0.25;
  return (call) =>
    isFaulty && random() < 0.05 && ['write', 'fdatasync', 'fsync', 'rename', 'open'].includes(call)
      ? pick(['EIO', 'ENOSPC'], random)
      : undefined;
}

async function untilStopped(disk: ModelDisk, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, disk.stopped]);
}

/** Three replacements of one file and a crash, for each seed. What was wrong afterwards. */
async function crashAtomicWrites(seeds: number, change: (files: FileCalls) => FileCalls = (files) => files): Promise<readonly unknown[]> {
  const wrong: unknown[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const random = seededRandom(seed);
    const durability = pick(durabilities, random);
    const contents = [contentOf(0, random)];
    const disk = new ModelDisk(new Map([[target, contents[0] as Buffer]]), {
      stop: { atCall: 1 + Math.floor(random() * 24), random },
      faults: faultsOf(random),
    });
    const files = change(disk.files);
    let promised = 0;
    const work = async (): Promise<void> => {
      for (let index = 1; index <= 3; index++) {
        const content = contentOf(index, random);
        contents.push(content);
        try {
          await replaceFile(files, target, content, parseAtomicOptions({ durability }), 'posix');
          promised = index;
        } catch {
          // A disk that fails promises nothing.
        }
      }
    };
    await untilStopped(disk, work());

    const killed = indexOf(contents, disk.afterKill().get(target));
    const cut = indexOf(contents, disk.afterPowerCut(random).get(target));
    const least = { none: undefined, file: 0, full: promised }[durability];
    if (killed < promised || (least !== undefined && cut < least)) wrong.push({ seed, durability, promised, killed, cut });
  }
  return wrong;
}

test(
  'writeAtomic, 10,000 crashes: the old content or the new, never a mix, and the new one once that was promised',
  { timeout: 120_000 },
  async () => {
    expect(await crashAtomicWrites(10_000)).toEqual([]);
  },
);

test.each(['fdatasync', 'fsync'] as const)('the model finds out who leaves %s away', async (call) => {
  const wrong = await crashAtomicWrites(500, (files) => ({ ...files, [call]: () => Promise.resolve() }));

  expect(wrong.length).toBeGreaterThan(10);
});

/** Which of the contents it is; -1 for a mix. */
function indexOf(contents: readonly Buffer[], found: Buffer | undefined): number {
  return found === undefined ? -1 : contents.findIndex((content) => content.equals(found));
}

test('writeAtomicMany, 2,000 crashes: every file old or new, and all of them new once that was promised', { timeout: 60_000 }, async () => {
  const wrong: unknown[] = [];
  for (let seed = 1; seed <= 2000; seed++) {
    const random = seededRandom(seed);
    const paths = Array.from({ length: 5 }, (_, index) => `/disk/${seed}-file-${index}`);
    const before = new Map(paths.map((path, index) => [path, contentOf(index, random)]));
    const after = new Map(paths.map((path, index) => [path, contentOf(index + 10, random)]));
    const disk = new ModelDisk(before, { stop: { atCall: 1 + Math.floor(random() * 36), random } });
    let isPromised = false;
    const work = async (): Promise<void> => {
      await replaceMany(disk.files, after, parseAtomicOptions({}));
      isPromised = true;
    };
    await untilStopped(disk, work());

    const found = disk.afterPowerCut(random);
    for (const path of paths) {
      const isNew = found.get(path)?.equals(after.get(path) as Buffer) === true;
      const isOld = found.get(path)?.equals(before.get(path) as Buffer) === true;
      if (isPromised ? !isNew : !isNew && !isOld) wrong.push({ seed, path });
    }
  }

  expect(wrong).toEqual([]);
});

const logPath = '/disk/log';

/** Four lives of one log for each seed, each ended by a crash and begun with what the one before left. What was wrong after any of them. */
async function crashLogs(seeds: number, change: (files: FileCalls) => FileCalls = (files) => files): Promise<readonly unknown[]> {
  const wrong: unknown[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const random = seededRandom(seed);
    let contents = new Map<string, Buffer>();
    let before: readonly string[] = [];
    for (let life = 0; life < 4; life++) {
      const appended = [...before];
      let promised = before.length;
      const stop = { atCall: 1 + Math.floor(random() * 50), random };
      const disk = new ModelDisk(contents, { stop, ...(life % 2 === 1 ? { faults: faultsOf(random) } : {}) });
      const work = async (): Promise<void> => {
        const log = await openWriter(change(disk.files), logPath, parseLogOptions({ maxGroupBytes: 4096 }));
        const write = async (writer: number): Promise<void> => {
          for (let index = 0; index < 6; index++) {
            const record = `${life}/${writer}/${index}/`.padEnd(10 + Math.floor(random() * 1500), '.');
            const count = appended.push(record);
            await log.append(record);
            promised = Math.max(promised, count);
          }
        };
        await Promise.all([0, 1, 2].map(write));
        await log.close();
      };
      await untilStopped(
        disk,
        work().catch((error: unknown) => {
          if (isNsiError(error, 'NSI_IO_LOG_CORRUPT')) wrong.push({ seed, life, error });
        }),
      );
      contents = random() < 0.25 ? disk.afterKill() : disk.afterPowerCut(random);
      // The process that had the lock is gone.
      for (const name of contents.keys()) if (name !== logPath) contents.delete(name);
      try {
        before = await recordsAfterRecovery(contents);
      } catch (error) {
        wrong.push({ seed, life, error });
        break;
      }
      const isPrefix = before.every((record, index) => record === appended[index]);
      if (!isPrefix || before.length < promised) wrong.push({ seed, life, promised, found: before.length, isPrefix });
    }
  }
  return wrong;
}

test(
  'createAppendLog, 10,000 crashes: after recovery every promised record is there, in order, and nothing else',
  { timeout: 120_000 },
  async () => {
    expect(await crashLogs(2500)).toEqual([]);
  },
);

test('the model finds out a log that does not sync', async () => {
  expect((await crashLogs(50, (files) => ({ ...files, fdatasync: () => Promise.resolve() }))).length).toBeGreaterThan(10);
});

/** Opens and closes the log, which cuts off a torn tail in `contents` as well, and reads it. */
async function recordsAfterRecovery(contents: Map<string, Buffer>): Promise<string[]> {
  const disk = new ModelDisk(contents);
  const log = await openWriter(disk.files, logPath, parseLogOptions({}));
  await log.close();
  for (const [name, content] of disk.afterKill()) contents.set(name, content);
  const records: string[] = [];
  for await (const { bytes } of readRecords(disk.files, logPath)) records.push(Buffer.from(bytes).toString());
  return records;
}

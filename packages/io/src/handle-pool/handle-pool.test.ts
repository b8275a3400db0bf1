import { readdirSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { codeOfAsync, ManualClock } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { createFilePermits } from '../permits/file-permits.ts';
import { createHandlePool } from './create-handle-pool.ts';

const folder = scratchFolder();
const path = (name: string): string => join(folder, name);

beforeEach(() => {
  for (const name of ['a', 'b', 'c', 'd']) writeFileSync(path(name), `content of ${name}`);
});

/** Files of the folder that this process has open. */
function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd')
    .flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)];
      } catch {
        return [];
      }
    })
    .filter((target) => target.startsWith(folder));
}

test('callers of one path share one open file', async () => {
  await using pool = createHandlePool();

  const [one, other] = await Promise.all([pool.acquire(path('a')), pool.acquire(path('a'))]);

  expect(one.handle).toBe(other.handle);
  expect(openFiles()).toHaveLength(1);
  expect(pool.stats()).toMatchObject({ open: 1, acquired: 2, reused: 1 });
  one.release();
  other.release();
});

test('an idle file is closed after a while, one in use is not', async () => {
  const clock = new ManualClock();
  await using pool = createHandlePool({ clock, idleMs: 1000 });
  using lease = await pool.acquire(path('a'));
  (await pool.acquire(path('b'))).release();

  clock.advance(999);
  expect(pool.stats()).toMatchObject({ open: 2, idle: 1 });
  clock.advance(1);

  expect(pool.stats()).toMatchObject({ open: 1, idle: 0 });
  await vi.waitUntil(() => openFiles().length === 1, { timeout: 10_000 });
  expect((await lease.handle.readFile()).toString()).toBe('content of a');
});

test('a file that is asked for again in time stays open', async () => {
  const clock = new ManualClock();
  await using pool = createHandlePool({ clock, idleMs: 1000, checkMs: Infinity });
  const first = await pool.acquire(path('a'));
  first.release();
  clock.advance(900);
  const second = await pool.acquire(path('a'));
  second.release();
  clock.advance(900);

  expect(second.handle).toBe(first.handle);
  expect(pool.stats()).toMatchObject({ open: 1, idle: 1 });
});

test('closes the file idle for longest when the pool is full, and waits when all are in use', async () => {
  await using pool = createHandlePool({ max: 2 });
  const a = await pool.acquire(path('a'));
  (await pool.acquire(path('b'))).release();
  const c = await pool.acquire(path('c'));
  expect(pool.stats()).toMatchObject({ open: 2, idle: 0 });

  const waiting = pool.acquire(path('d'));
  expect(pool.stats()).toMatchObject({ waiting: 1 });
  a.release();
  const d = await waiting;

  expect(pool.stats()).toMatchObject({ open: 2, waiting: 0 });
  c.release();
  d.release();
});

test('who aborts waits no longer', async () => {
  await using pool = createHandlePool({ max: 1 });
  using _held = await pool.acquire(path('a'));
  const abortion = new AbortController();
  const waiting = codeOfAsync(pool.acquire(path('b'), { signal: abortion.signal }));
  abortion.abort();

  expect(await waiting).toBe(20);
  expect(pool.stats().waiting).toBe(0);
});

test('never has more files open than its bound, whoever comes', async () => {
  await using pool = createHandlePool({ max: 3 });
  let most = 0;

  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      using lease = await pool.acquire(path(['a', 'b', 'c', 'd'][index % 4] as string));
      most = Math.max(most, pool.stats().open);
      await lease.handle.read(Buffer.alloc(4), 0, 4, 0);
    }),
  );

  expect(most).toBeLessThanOrEqual(3);
});

test('a path that leads to another file is opened anew, and those who have the old one keep it', async () => {
  await using pool = createHandlePool({ checkMs: 0 });
  const old = await pool.acquire(path('a'));
  writeFileSync(path('new'), 'replaced');
  renameSync(path('new'), path('a'));

  const fresh = await pool.acquire(path('a'));

  expect((await fresh.handle.readFile()).toString()).toBe('replaced');
  expect((await old.handle.readFile()).toString()).toBe('content of a');
  old.release();
  fresh.release();
  await vi.waitUntil(() => openFiles().length === 1, { timeout: 10_000 });
});

test('a file that cannot be opened is an error of the system, and can be tried again', async () => {
  await using pool = createHandlePool({ max: 1 });

  expect(await codeOfAsync(pool.acquire(path('none')))).toBe('ENOENT');
  writeFileSync(path('none'), 'now');
  const lease = await pool.acquire(path('none'));

  expect((await lease.handle.readFile()).toString()).toBe('now');
  lease.release();
  lease.release();
  expect(pool.stats()).toMatchObject({ open: 1, idle: 1 });
});

test('keeps nothing idle while others wait for a descriptor', async () => {
  const permits = createFilePermits(1);
  await using pool = createHandlePool({ permits });
  const lease = await pool.acquire(path('a'));
  const other = permits.acquire();
  lease.release();

  (await other).release();
  expect(pool.stats()).toMatchObject({ open: 0, idle: 0 });
});

test('closes an idle file for one who comes to wait later', async () => {
  const clock = new ManualClock();
  const permits = createFilePermits(1);
  await using pool = createHandlePool({ clock, permits });
  (await pool.acquire(path('a'))).release();
  const other = permits.acquire();
  expect(pool.stats().idle).toBe(1);

  clock.advance(100);

  (await other).release();
  expect(pool.stats()).toMatchObject({ open: 0, idle: 0 });
});

test('disposing closes what is idle at once and what is in use when it is released', async () => {
  const pool = createHandlePool();
  const lease = await pool.acquire(path('a'));
  (await pool.acquire(path('b'))).release();
  await pool[Symbol.asyncDispose]();

  expect(openFiles()).toEqual([path('a')]);
  expect(await codeOfAsync(pool.acquire(path('c')))).toBe('NSI_IO_HANDLE_DISPOSED');
  lease.release();
  await vi.waitUntil(() => openFiles().length === 0, { timeout: 10_000 });
});

test('opens for writing when asked, and refuses options it cannot use', async () => {
  await using pool = createHandlePool();
  using lease = await pool.acquire(path('a'), { flags: 'r+' });
  await lease.handle.write('C', 0);

  using reader = await pool.acquire(path('a'));
  expect((await reader.handle.readFile()).toString()).toBe('Content of a');
  for (const options of [{ max: 0 }, { idleMs: -1 }, { maxx: 1 } as object]) {
    expect(await codeOfAsync(() => createHandlePool(options))).toBe('NSI_IO_HANDLE_OPTION');
  }
});

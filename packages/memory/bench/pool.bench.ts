/**
 * A pooled buffer against a fresh one, one byte written on every page, as a reader or encoder would fill it:
 * CPU time interleaved in one process, then collections and peak memory of each in processes of their own.
 * `NODE_ENV=production node --conditions=@nsi/source bench/pool.bench.ts`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { comparePaired, line, machine, median } from '@nsi/workbench/bench';
import { createArrayPool } from '../src/pool/array-pool.ts';
import { createBufferPool } from '../src/pool/buffer-pool.ts';
import { createObjectPool } from '../src/pool/object-pool.ts';

const kib = 1024;
const [mode, sizeText] = process.argv.slice(2);
if (mode === undefined) await compare();
else await reportUse(mode, Number(sizeText));

async function compare(): Promise<void> {
  console.log(machine('CPU time'));
  for (const [size, bar] of [
    [4 * kib, 1],
    [16 * kib, 1],
    [64 * kib, 8],
    [256 * kib, 8],
    [1024 * kib, 20],
    [4096 * kib, 20],
  ] as const) {
    // Blocks of 64 MiB, so that each holds the collections that its own garbage causes.
    const repeat = (64 * 2 ** 20) / size;
    const [pooled, fresh, guarded] = [pooledUse(size, false), freshUse(size), pooledUse(size, true)];
    console.log(line(`${size / kib} KiB: pool vs Buffer.alloc`, comparePaired({ ours: pooled, peer: fresh }, { repeat }), bar));
    console.log(
      line(`${size / kib} KiB: pool vs Buffer.allocUnsafe`, comparePaired({ ours: pooled, peer: unsafeUse(size) }, { repeat }), bar),
    );
    console.log(
      line(`${size / kib} KiB: guarded pool (development) vs Buffer.alloc`, comparePaired({ ours: guarded, peer: fresh }, { repeat }), 1),
    );
  }
  compareArrays();
  compareObjects();
  // Built first, as a user would run it: stripping types in the process would add 60 MiB to both.
  const folder = mkdtempSync(join(tmpdir(), 'nsi-pool-bench-'));
  const script = join(folder, 'pool.mjs');
  const { buildSync } = await import('esbuild');
  buildSync({
    entryPoints: [import.meta.filename],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
    conditions: ['@nsi/source'],
    outfile: script,
  });
  for (const size of [64 * kib, 256 * kib, 1024 * kib]) {
    const runs = { pool: [] as Use[], alloc: [] as Use[] };
    for (let round = 0; round < 5; round++)
      for (const which of ['pool', 'alloc'] as const) runs[which].push(await useOf(script, which, size));
    const middle = (which: 'pool' | 'alloc', of: keyof Use): number => median(runs[which].map((use) => use[of]));
    const ratio = middle('pool', 'peakBytes') / middle('alloc', 'peakBytes');
    const growth = (which: 'pool' | 'alloc'): number => middle(which, 'peakBytes') - middle(which, 'startBytes');
    const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
    console.log(
      `${size / kib} KiB, 4 in use, medians of 5 processes each: peak RSS ${mib(middle('pool', 'peakBytes'))} against ${mib(middle('alloc', 'peakBytes'))} MiB,` +
        ` ${ratio.toFixed(2)}×  bar 0.35×: ${ratio <= 0.35 ? 'reached' : 'MISSED'}; growth since start ${mib(growth('pool'))} against ${mib(growth('alloc'))} MiB;` +
        ` collections major ${middle('pool', 'major')} against ${middle('alloc', 'major')}, minor ${middle('pool', 'minor')} against ${middle('alloc', 'minor')}`,
    );
  }
  rmSync(folder, { recursive: true });
}

function touch(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; index += 4096) bytes[index] = index;
  return bytes.length;
}

function pooledUse(size: number, guard: boolean): () => number {
  const pool = createBufferPool({ guard });
  return () => {
    const lease = pool.acquire(size);
    const touched = touch(lease.bytes);
    lease.release();
    return touched;
  };
}

function freshUse(size: number): () => number {
  return () => touch(Buffer.alloc(size));
}

function unsafeUse(size: number): () => number {
  return () => touch(Buffer.allocUnsafe(size));
}

function compareArrays(): void {
  for (const length of [16, 256, 1024]) {
    const pool = createArrayPool(Float32Array, { length, guard: false });
    const ours = (): number => {
      const lease = pool.acquire();
      lease.value[0] = 1;
      const { length: filled } = lease.value;
      lease.release();
      return filled;
    };
    const peer = (): number => {
      const array = new Float32Array(length);
      array[0] = 1;
      return array.length;
    };
    console.log(line(`Float32Array(${length}): array pool vs new`, comparePaired({ ours, peer }, { repeat: 20_000 }), 1));
  }
}

/** An object that is dear to make: a table of 1,000 entries. */
function compareObjects(): void {
  const create = (): Map<number, number> => new Map(Array.from({ length: 1000 }, (_, index) => [index, index]));
  const pool = createObjectPool({ create });
  const ours = (): number => {
    const lease = pool.acquire();
    const { size } = lease.value;
    lease.release();
    return size;
  };
  console.log(line('Map of 1,000 entries: object pool vs create', comparePaired({ ours, peer: () => create().size }, { repeat: 200 }), 1));
}

interface Use {
  readonly startBytes: number;
  readonly peakBytes: number;
  readonly major: number;
  readonly minor: number;
}

async function useOf(script: string, which: 'pool' | 'alloc', size: number): Promise<Use> {
  const child = fork(script, [which, String(size)]);
  const [use] = (await once(child, 'message')) as [Use];
  await once(child, 'exit');
  return use;
}

/** In a process of its own: 4 GiB of buffers, four of them in use at any time. */
async function reportUse(which: string, size: number): Promise<void> {
  const counts = new Map<number, number>();
  new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries() as unknown as { detail: { kind: number } }[])
      counts.set(detail.kind, (counts.get(detail.kind) ?? 0) + 1);
  }).observe({ entryTypes: ['gc'] });
  const startBytes = peakBytes();
  const pool = createBufferPool({ guard: false });
  const leases: { release(): void }[] = [];
  for (let index = 0; index < 2 ** 32 / size; index++) {
    leases[index % 4]?.release();
    if (which === 'pool') {
      const lease = pool.acquire(size);
      touch(lease.bytes);
      leases[index % 4] = lease;
    } else {
      const bytes = Buffer.alloc(size);
      touch(bytes);
      leases[index % 4] = { release: () => void bytes };
    }
    if (index % 256 === 0) await new Promise(setImmediate);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.send?.({
    startBytes,
    peakBytes: peakBytes(),
    major: counts.get(constants.NODE_PERFORMANCE_GC_MAJOR) ?? 0,
    minor: counts.get(constants.NODE_PERFORMANCE_GC_MINOR) ?? 0,
  } satisfies Use);
  process.disconnect();
}

/** `VmHWM`: `resourceUsage().maxRSS` of a child starts at what its parent had when it forked. */
function peakBytes(): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

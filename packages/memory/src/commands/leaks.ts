import { resolve } from 'node:path';
import { parseByteSize } from '@nsi/core';
import type { CommandRun } from '@nsi/core/cli';
import { memoryError } from '../errors.ts';
import { drawGrowth } from '../heap-snapshot/draw-growth.ts';
import { compareHeapSnapshots } from '../heap-snapshot/read-snapshot.ts';

/** Data is a `SnapshotGrowth`: `{ beforeBytes, afterBytes, holders: [], classes: [] }`. Exit code 3 above `--gate`. */
export const run: CommandRun = async ({ arguments: { before, after }, options, cwd, signal, progress }) => {
  const gateBytes = parseGate(options['gate'] as string | undefined);
  const growth = await compareHeapSnapshots(resolve(cwd, before as string), resolve(cwd, after as string), {
    top: options['top'] as number,
    signal,
    onProgress: (readBytes, totalBytes) => progress({ text: `reading snapshots: ${((readBytes / totalBytes) * 100).toFixed(0)} %` }),
  });
  return { data: growth, text: drawGrowth(growth), exitCode: growth.afterBytes - growth.beforeBytes > gateBytes ? 3 : 0 };
};

function parseGate(text: string | undefined): number {
  if (text === undefined) return Infinity;
  const bytes = parseByteSize(text);
  if (bytes !== undefined) return bytes;
  throw memoryError('NSI_MEMORY_PRESSURE_OPTION', `expected \`--gate\` to be a size such as 10MiB, got ${JSON.stringify(text)}`);
}

import { printable } from '@nsi/core/cli';
import { formatBytes } from '../commands/format-bytes.ts';
import type { ClassGrowth, SnapshotGrowth } from './compare-snapshots.ts';
import type { HolderGrowth } from './growing-holders.ts';

/** Below this share of the growth a holder is noise: compiled code and caches of the engine. */
const minHolderShare = 0.01;
const pathSteps = 5;
const minShownShare = 0.05;

/** What grew between two snapshots, for people. Names come from the program, so control characters are shown as escapes. */
export function drawGrowth(growth: SnapshotGrowth): string {
  const { beforeBytes, afterBytes, beforeCount, afterCount, isSameProcess, classes } = growth;
  const gained = afterBytes - beforeBytes;
  const holders = growth.holders.filter(({ newRetainedBytes }) => newRetainedBytes >= Math.max(1, gained) * minHolderShare);
  const lines = [
    `The heap ${gained >= 0 ? 'grew' : 'shrank'} by ${formatBytes(Math.abs(gained))}, from ${formatBytes(beforeBytes)} to ${formatBytes(afterBytes)}; ` +
      `objects went from ${counted(beforeCount)} to ${counted(afterCount)}.`,
    ...(isSameProcess ? [] : ['The snapshots are of different processes: objects are compared by their number alone.']),
    ...(holders.length === 0 ? [] : ['', 'Where it piles up (objects that were there before):', ...holders.flatMap(holderLines)]),
    ...(classes.length === 0 ? [] : ['', 'What grew:', ...classLines(classes)]),
  ];
  return printable(lines.join('\n'));
}

function holderLines({ name, path, newRetainedBytes, newCount, mostly }: HolderGrowth): readonly string[] {
  const contents = mostly.map(({ name, count }) => `${counted(count)} ${name}`).join(', ');
  return [
    `  ${formatBytes(newRetainedBytes).padStart(10)} in ${name} ← ${pathText(path)}`,
    `${' '.repeat(13)}${counted(newCount)} new objects, mostly ${contents}`,
  ];
}

function classLines(classes: readonly ClassGrowth[]): readonly string[] {
  const head = ['gained', 'retained', 'objects', 'constructor'];
  const rows = classes.map(({ name, beforeBytes, afterBytes, newRetainedBytes, beforeCount, afterCount }) => [
    `+${formatBytes(afterBytes - beforeBytes)}`,
    formatBytes(newRetainedBytes),
    `${counted(beforeCount)} → ${counted(afterCount)}`,
    name,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...[head, ...rows].map((row) => (row[column] as string).length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => (column < 3 ? cell.padStart(widths[column] as number) : cell)).join('  ')}`;
  return [
    line(head),
    ...rows.flatMap((row, index) => [
      line(row),
      ...(classes[index] as ClassGrowth).retainers
        .filter(({ share }) => share >= minShownShare)
        .map(({ path, share }) => `      ${(share * 100).toFixed(0)} % by ${pathText(path)}`),
    ]),
  ];
}

function pathText(path: readonly string[]): string {
  const shown = path.slice(0, pathSteps).join(' ← ');
  return path.length > pathSteps ? `${shown} ← …` : shown || '(root)';
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}

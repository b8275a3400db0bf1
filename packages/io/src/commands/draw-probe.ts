import type { DeviceProbe } from '../probe/probe-device.ts';
import type { DeviceRate } from '../probe/device-measures.ts';
import type { Figure } from '../probe/figure.ts';
import { formatBytes } from './format-bytes.ts';

type Row = readonly [what: string, figure: string, interval: string, samples: string];

/** The table of a probe, and the section it suggests. */
export function drawProbe({ folder, isDirect, fileBytes, sync, write, read, random, blocks, section }: DeviceProbe): string {
  const rows: readonly Row[] = [
    ['', 'median', '95 % interval', 'n'],
    row('4 KiB made durable', sync.latencyMs, (ms) => `${ms.toFixed(2)} ms`),
    ...write.map((rate) => rateRow('write', rate)),
    ...read.map((rate) => rateRow('read', rate)),
    ...random.map(({ concurrency, blockBytes, bytesPerSecond }) =>
      row(
        `4 KiB anywhere, ${concurrency} in flight`,
        bytesPerSecond,
        (rate) => `${Math.round(rate / blockBytes).toLocaleString('en-US')}/s`,
      ),
    ),
    ...blocks.map(({ blockBytes, bytesPerSecond }) =>
      row(`${formatBytes(blockBytes)} anywhere`, bytesPerSecond, (rate) => `${Math.round(rate / blockBytes).toLocaleString('en-US')}/s`),
    ),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => (cells[column] as string).length)));
  const table = rows.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number))).join('  '),
  );
  const how = isDirect ? 'past the page cache' : 'through the page cache, so that rates of reading are those of memory';
  return [
    `${folder}, with a file of ${formatBytes(fileBytes)}, ${how}`,
    '',
    ...table,
    '',
    'Suggested configuration:',
    JSON.stringify({ io: section }, undefined, 2),
  ].join('\n');
}

function rateRow(verb: string, { blockBytes, concurrency, bytesPerSecond }: DeviceRate): Row {
  return row(`${verb} on, ${formatBytes(blockBytes)}, ${concurrency} in flight`, bytesPerSecond, (rate) => `${formatBytes(rate)}/s`);
}

function row(what: string, { median, low, high, sampleCount }: Figure, show: (value: number) => string): Row {
  return [what, show(median), `${show(low)} – ${show(high)}`, String(sampleCount)];
}

import { printable } from '@nsi/core/cli';
import { formatBytes } from '../commands/format-bytes.ts';
import { collectingShare } from './memory-timeline.ts';
import type { ProcessSeries } from './process-series.ts';
import { sparkline } from './sparkline.ts';

const labelWidth = 31;
const figureWidth = 40;
const maxWidth = 60;

/** The memory of one process as rows of bars with their last and highest value, at most `columns` wide. */
export function drawTimeline(
  { process, samples, peakRssBytes, peakHeapBytes }: ProcessSeries,
  { limitBytes, columns }: { readonly limitBytes: number; readonly columns: number },
): readonly string[] {
  const width = Math.max(8, Math.min(maxWidth, columns - labelWidth - figureWidth));
  const last = samples.at(-1);
  if (!last) return [];
  const row = (label: string, values: readonly number[], figures: string): string =>
    `  ${label.padEnd(labelWidth - 2)}${sparkline(values, width).padEnd(width)}  ${figures}`;
  const sizes = (label: string, values: readonly number[], highest: string): string =>
    row(label, values, `${formatBytes(values.at(-1) ?? 0).padStart(10)}  peak ${highest}`);
  const heapAfterMajor = samples.map((sample) => sample.heapAfterMajor).filter((bytes) => bytes > 0);
  const external = samples.map((sample) => sample.external);
  const collecting = samples.map((sample, index) => collectingShare(sample, samples[index - 1]));
  const share = (bytes: number, of: number): string => `${formatBytes(bytes)}, ${((bytes / of) * 100).toFixed(0)} % of ${formatBytes(of)}`;
  return [
    printable(`${process.name} (${process.pid})`),
    ...(process.threadId === 0
      ? [
          sizes(
            'RSS',
            samples.map(({ rss }) => rss),
            share(peakRssBytes, limitBytes),
          ),
        ]
      : []),
    sizes(
      'heap used',
      samples.map(({ heapUsed }) => heapUsed),
      share(peakHeapBytes, process.heapLimitBytes),
    ),
    ...(heapAfterMajor.length === 0
      ? []
      : [sizes('heap after major collection', heapAfterMajor, formatBytes(Math.max(...heapAfterMajor)))]),
    sizes('external', external, formatBytes(Math.max(...external))),
    row('collecting', collecting, `${last.majorCount} major, ${last.minorCount} minor, ${last.collectionMs.toFixed(0)} ms`),
  ];
}

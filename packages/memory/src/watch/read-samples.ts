import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSeriesBuilder, type ProcessSeries, type SeriesBuilder } from './process-series.ts';

/** Follows the files that watched processes write. */
export interface SampleReader {
  /** Reads what was added since the last call. */
  update(): Promise<void>;
  /** One series a process or thread, largest peak first. */
  series(): readonly ProcessSeries[];
}

const maxFiles = 1000;
const maxReadBytes = 2 ** 20;
const maxLineLength = 1000;

interface FollowedFile {
  readonly builder: SeriesBuilder;
  offset: number;
  /** The start of a line whose end is not written yet. */
  rest: string;
}

export function createSampleReader(folder: string): SampleReader {
  const files = new Map<string, FollowedFile>();
  return {
    async update() {
      for (const name of await readdir(folder)) {
        if (!files.has(name) && files.size < maxFiles && /^\d+-\d+\.ndjson$/.test(name)) {
          files.set(name, { builder: createSeriesBuilder(), offset: 0, rest: '' });
        }
      }
      await Promise.all(Array.from(files, ([name, file]) => readOn(join(folder, name), file)));
    },
    series() {
      return Array.from(files.values())
        .flatMap(({ builder: { series } }) => (series && series.samples.length > 0 ? [series] : []))
        .toSorted((left, right) => right.peakRssBytes - left.peakRssBytes || left.process.threadId - right.process.threadId);
    },
  };
}

async function readOn(path: string, file: FollowedFile): Promise<void> {
  await using handle = await open(path, 'r');
  const buffer = Buffer.allocUnsafe(maxReadBytes);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, file.offset);
    if (bytesRead === 0) return;
    file.offset += bytesRead;
    const lines = (file.rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
    file.rest = (lines.pop() ?? '').slice(0, maxLineLength);
    for (const line of lines) if (line.length <= maxLineLength) file.builder.add(line);
  }
}

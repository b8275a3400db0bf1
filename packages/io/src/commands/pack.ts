import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { CommandRun } from '@nsi/core/cli';
import { createPackWriter, factsOf } from '../pack/create-pack-writer.ts';
import type { PackCodec } from '../pack/pack-format.ts';
import { countOf, formatBytes } from './format-bytes.ts';
import { packExtension } from './pack-extension.ts';
import { piecesOfFile } from './pieces-of-file.ts';

/** Data is `{ input, output, codec, entries, frames, contentBytes, packedBytes, ratio }`. */
export const run: CommandRun = async ({ arguments: { source }, options, frame, cwd, signal, progress }) => {
  const input = resolve(cwd, source as string);
  const output = resolve(cwd, frame.output ?? `${input}${packExtension}`);
  const codec = options['codec'] as PackCodec;
  const level = options['codecLevel'] as number | undefined;
  const stats = await stat(input);
  await using writer = await createPackWriter(output, {
    codec,
    frameBytes: options['frame'] as string,
    force: options['force'] === true,
    signal,
    ...(level === undefined ? {} : { level }),
  });
  if (stats.isDirectory()) {
    await writer.addTree(input, {
      links: options['links'] as 'inside' | 'keep' | 'skip',
      onProgress: ({ files, bytes, path }) => progress({ text: `packing ${path}, ${formatBytes(bytes)}`, done: files }),
    });
  } else {
    await writer.add(basename(input), piecesOfFile(input, signal, progress), factsOf(stats));
  }
  progress({ text: 'writing the index' });
  const { entries, frames, contentBytes, packedBytes } = await writer.finish();
  const ratio = contentBytes / packedBytes;
  return {
    data: { input, output, codec, entries, frames, contentBytes, packedBytes, ratio },
    text: `${output}: ${countOf(entries, 'entry', 'entries')}, ${formatBytes(contentBytes)} in ${formatBytes(packedBytes)}, ${ratio.toFixed(2)}× (${codec}, ${countOf(frames, 'frame')})`,
    document: false,
  };
};

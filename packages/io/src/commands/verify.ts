import { resolve } from 'node:path';
import { printable, type CommandRun } from '@nsi/core/cli';
import { openPack } from '../pack/open-pack.ts';
import { countOf, formatBytes } from './format-bytes.ts';

/** Data is `{ input, codec, isIntact, frames, files, intactFiles, contentBytes, packedBytes, problems: [{ where, message }] }`. Exits with 1 when something is damaged. */
export const run: CommandRun = async ({ arguments: { pack: name }, cwd, signal, progress }) => {
  const input = resolve(cwd, name as string);
  await using pack = await openPack(input, { cacheBytes: 0 });
  const { codec, packedBytes } = pack;
  const summary = await pack.verify({
    signal,
    onProgress: ({ frames, frameCount }) => progress({ text: 'verifying frames', done: frames, total: frameCount }),
  });
  const { isIntact, files, intactFiles, frames, contentBytes, problems } = summary;
  const head = isIntact
    ? `${input}: intact, ${countOf(files, 'file')}, ${formatBytes(contentBytes)} in ${countOf(frames, 'frame')}`
    : `${input}: damaged, ${intactFiles.toLocaleString('en-US')} of ${countOf(files, 'file')} intact`;
  return {
    data: { input, codec, packedBytes, ...summary },
    text: [head, ...problems.map(({ where, message }) => `  ${printable(where)}: ${printable(message)}`)].join('\n'),
    exitCode: isIntact ? 0 : 1,
  };
};

import { resolve } from 'node:path';
import type { CommandRun } from '@nsi/core/cli';
import { ioError } from '../errors.ts';
import { openPack } from '../pack/open-pack.ts';
import { countOf, formatBytes } from './format-bytes.ts';
import { packExtension } from './pack-extension.ts';
import { sizeOption } from './size-option.ts';

/** Data is `{ input, output, files, folders, links, bytes }`. */
export const run: CommandRun = async ({ arguments: { pack: name }, options, frame, cwd, signal, progress }) => {
  const input = resolve(cwd, name as string);
  const output = resolve(cwd, frame.output ?? withoutExtension(input));
  const maxOutputBytes = sizeOption(options, 'maxOutput', 'NSI_IO_PACK_OPTION');
  await using pack = await openPack(input);
  const summary = await pack.extract(output, {
    force: options['force'] === true,
    links: options['links'] as 'inside' | 'skip',
    maxOutputBytes,
    signal,
    onProgress: ({ files, bytes, contentBytes }) =>
      progress({ text: `unpacking, ${formatBytes(bytes)} of ${formatBytes(contentBytes)}`, done: files, total: pack.entries.length }),
  });
  return {
    data: { input, output, ...summary },
    text: `${output}: ${countOf(summary.files, 'file')}, ${formatBytes(summary.bytes)}`,
    document: false,
  };
};

function withoutExtension(path: string): string {
  if (path.endsWith(packExtension)) return path.slice(0, -packExtension.length);
  throw ioError('NSI_IO_PACK_OPTION', `expected a file whose name ends in ${packExtension}, or \`--output\`, got ${JSON.stringify(path)}`);
}

import { resolve } from 'node:path';
import { parseByteSize } from '@nsi/core';
import { writeOutput, type CommandRun } from '@nsi/core/cli';
import { unpackArrayAsync } from '../codec/unpack-array-async.ts';
import { describePacked } from '../codec/unpack-array.ts';
import { memoryError } from '../errors.ts';
import { formatBytes } from './format-bytes.ts';
import { packedExtension, refuseToOverwrite } from './packed-file.ts';
import { readWhole } from './read-bytes.ts';

/** Data is `{ input, output, packedBytes, outputBytes, type, length, codec, filter }`. */
export const run: CommandRun = async ({ arguments: { file }, options, frame, cwd, signal, progress }) => {
  const input = resolve(cwd, file as string);
  const output = resolve(cwd, frame.output ?? withoutExtension(input));
  await refuseToOverwrite(output, options['force'] === true);
  const maxOutputBytes = parseBound(options['maxOutput'] as string);
  progress({ text: `reading ${input}` });
  const packed = await readWhole(input, signal);
  const { type, length, codec, filter } = describePacked(packed);
  progress({ text: `unpacking ${formatBytes(packed.length)}` });
  const array = await unpackArrayAsync(packed, { maxOutputBytes, signal });
  await writeOutput(output, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return {
    data: { input, output, packedBytes: packed.length, outputBytes: array.byteLength, type, length, codec, filter },
    text: `${output}: ${formatBytes(array.byteLength)}, ${length.toLocaleString('en-US')} of ${type}`,
    document: false,
  };
};

function withoutExtension(path: string): string {
  if (path.endsWith(packedExtension)) return path.slice(0, -packedExtension.length);
  throw memoryError(
    'NSI_MEMORY_CODEC_OPTION',
    `expected a file whose name ends in ${packedExtension}, or \`--output\`, got ${JSON.stringify(path)}`,
  );
}

function parseBound(text: string): number {
  const bytes = parseByteSize(text);
  if (bytes !== undefined) return bytes;
  throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected \`--max-output\` to be a size such as "4GiB", got ${JSON.stringify(text)}`);
}

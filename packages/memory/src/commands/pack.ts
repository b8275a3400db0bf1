import { resolve } from 'node:path';
import { writeOutput, type CommandRun } from '@nsi/core/cli';
import type { Filter } from '../codec/filter-names.ts';
import { packArrayAsync } from '../codec/pack-array-async.ts';
import type { PackedCodecName } from '../codec/packed-codec-names.ts';
import { describePacked } from '../codec/unpack-array.ts';
import { formatBytes } from './format-bytes.ts';
import { parseElementType } from './element-type-name.ts';
import { packedExtension, refuseToOverwrite } from './packed-file.ts';
import { readWhole } from './read-bytes.ts';

/** Data is `{ input, output, inputBytes, packedBytes, ratio, type, codec, filter }`. */
export const run: CommandRun = async ({ arguments: { file }, options, frame, cwd, signal, progress }) => {
  const input = resolve(cwd, file as string);
  const output = resolve(cwd, frame.output ?? `${input}${packedExtension}`);
  await refuseToOverwrite(output, options['force'] === true);
  progress({ text: `reading ${input}` });
  const bytes = await readWhole(input, signal);
  progress({ text: `packing ${formatBytes(bytes.length)}` });
  const level = options['codecLevel'] as number | undefined;
  const packed = await packArrayAsync(bytes, {
    type: parseElementType(options['dtype'] as string | undefined),
    codec: options['codec'] as PackedCodecName,
    filter: options['filter'] as Filter | 'auto',
    checksum: options['checksum'] !== false,
    ...(level === undefined ? {} : { level }),
    signal,
  });
  await writeOutput(output, packed);
  const { type, codec, filter } = describePacked(packed);
  const ratio = bytes.length / packed.length;
  return {
    data: { input, output, inputBytes: bytes.length, packedBytes: packed.length, ratio, type, codec, filter },
    text: `${output}: ${formatBytes(bytes.length)} in ${formatBytes(packed.length)}, ${ratio.toFixed(2)}× (${codec}, ${filter}, ${type})`,
    document: false,
  };
};

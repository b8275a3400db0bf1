import { byteSize, type Level, type SectionInput } from '@nsi/core';
import * as v from 'valibot';

const codecSchema = v.strictObject({
  name: v.pipe(v.picklist(['lz4', 'zstd', 'gzip', 'brotli', 'store']), v.description('Codec of `packArray` when the call names none.')),
  level: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9), v.description('Effort, 1 (fastest) to 9 (smallest).')),
  filter: v.pipe(
    v.picklist(['auto', 'none', 'shuffle', 'bitshuffle', 'bitpack', 'delta', 'delta-shuffle', 'delta-bitshuffle', 'delta-bitpack']),
    v.description('What is done to the elements before they are encoded; `auto` picks by a sample.'),
  ),
  checksum: v.pipe(v.boolean(), v.description('Whether every block carries a checksum that is verified before it is decoded.')),
  maxOutputBytes: v.pipe(byteSize, v.description('Hard bound on the size of a decoded array, checked before anything is allocated.')),
});

/** Schema of the section `memory`. */
export const memoryOptionsSchema = v.strictObject({ codec: codecSchema });

export type MemoryOptions = v.InferOutput<typeof memoryOptionsSchema>;

/** The section as a person writes it. */
export type MemoryOptionsInput = SectionInput<v.InferInput<typeof memoryOptionsSchema>>;

const codecLevels = Object.freeze({
  conservative: { name: 'store', level: 5, filter: 'none', checksum: true, maxOutputBytes: '512MiB' },
  balanced: { name: 'lz4', level: 5, filter: 'auto', checksum: true, maxOutputBytes: '512MiB' },
  aggressive: { name: 'zstd', level: 3, filter: 'auto', checksum: true, maxOutputBytes: '512MiB' },
} as const);

/** Defaults of every option at every level. */
export const memoryLevels = Object.freeze({
  conservative: { codec: codecLevels.conservative },
  balanced: { codec: codecLevels.balanced },
  aggressive: { codec: codecLevels.aggressive },
}) satisfies Readonly<Record<Level, v.InferInput<typeof memoryOptionsSchema>>>;

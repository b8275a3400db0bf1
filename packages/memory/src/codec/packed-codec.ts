import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { packedCodecNames, type PackedCodecName } from './packed-codec-names.ts';

/** What a codec takes. */
export interface PackedCodec {
  readonly name: PackedCodecName;
  /** The number that stands for the codec in packed bytes. Never reused. */
  readonly code: number;
  readonly lowestLevel: number;
  readonly highestLevel: number;
  readonly defaultLevel: number;
  readonly takesDictionary: boolean;
}

/** `gzip` blocks are bare deflate: the array's own header and checksums stand in for gzip's. */
export const packedCodecs: Readonly<Record<PackedCodecName, PackedCodec>> = Object.freeze({
  store: Object.freeze({ name: 'store', code: 0, lowestLevel: 0, highestLevel: 0, defaultLevel: 0, takesDictionary: false }),
  lz4: Object.freeze({ name: 'lz4', code: 1, lowestLevel: 1, highestLevel: 6, defaultLevel: 5, takesDictionary: true }),
  zstd: Object.freeze({ name: 'zstd', code: 2, lowestLevel: -7, highestLevel: 22, defaultLevel: 3, takesDictionary: true }),
  gzip: Object.freeze({ name: 'gzip', code: 3, lowestLevel: 1, highestLevel: 9, defaultLevel: 6, takesDictionary: false }),
  brotli: Object.freeze({ name: 'brotli', code: 4, lowestLevel: 0, highestLevel: 11, defaultLevel: 5, takesDictionary: false }),
});

const codecsByCode: readonly PackedCodec[] = Object.values(packedCodecs);

export function packedCodecOf(name: string): PackedCodec {
  if (Object.hasOwn(packedCodecs, name)) return packedCodecs[name as PackedCodecName];
  throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected a codec of ${packedCodecNames.join(', ')}, got ${describe(name)}`);
}

export function packedCodecOfCode(code: number): PackedCodec | undefined {
  return codecsByCode[code];
}

/** `level` when the codec has it, its default when there is none. */
export function levelOf({ name, lowestLevel, highestLevel, defaultLevel }: PackedCodec, level: number | undefined): number {
  if (level === undefined) return defaultLevel;
  if (Number.isInteger(level) && level >= lowestLevel && level <= highestLevel) return level;
  throw memoryError(
    'NSI_MEMORY_CODEC_OPTION',
    `expected \`level\` of ${name} to be a whole number from ${lowestLevel} to ${highestLevel}, got ${describe(level)}`,
  );
}

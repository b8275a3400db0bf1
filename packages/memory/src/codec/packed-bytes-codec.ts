import type { Codec, DecodeOptions, EncodeOptions } from '@nsi/core/ports';
import { memoryError } from '../errors.ts';
import { useKernels } from '../kernels.ts';
import { layoutOfType } from './element-type.ts';
import { packArray } from './pack-array.ts';
import { packArrayAsync } from './pack-array-async.ts';
import { bytesOf, type PackOptions } from './pack-options.ts';
import { checkBlocks, writeElements } from './packed-blocks.ts';
import type { PackedCodecName } from './packed-codec-names.ts';
import { planUnpack } from './unpack-array.ts';

/** Bytes as a packed array of `uint8`, without a filter. */
export function packedCodec(name: PackedCodecName): Codec {
  const optionsOf = ({ level, dictionary }: EncodeOptions): PackOptions => ({
    codec: name,
    filter: 'none',
    ...(level === undefined ? {} : { level }),
    ...(dictionary ? { dictionary } : {}),
  });
  return Object.freeze({
    name,
    encode: (input: Uint8Array, options: EncodeOptions = {}) => packArray(input, optionsOf(options)),
    encodeAsync: (input: Uint8Array, { signal, ...options }: EncodeOptions & { readonly signal?: AbortSignal } = {}) =>
      packArrayAsync(input, { ...optionsOf(options), ...(signal ? { signal } : {}) }),
    decode(input: Uint8Array, { maxOutputBytes, dictionary }: DecodeOptions) {
      const kernels = useKernels();
      const packed = bytesOf(input);
      const plan = planUnpack(kernels, packed, dictionary, maxOutputBytes);
      const { layout, length } = plan.header;
      if (layout !== layoutOfType('uint8')) {
        throw memoryError(
          'NSI_MEMORY_CODEC_FOREIGN',
          `expected packed bytes, got a packed array of ${layout.type} (read it with \`unpackArray\`)`,
        );
      }
      checkBlocks(packed, plan.header);
      // From the pool when it is small: an allocation of its own would cost more than the decoding.
      const output = Buffer.allocUnsafe(length);
      writeElements(kernels, packed, plan, output);
      return output;
    },
  });
}

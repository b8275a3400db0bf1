import { defineErrors, type MakeError } from '@nsi/core';

const codecErrors = {
  NSI_MEMORY_CODEC_BUFFER: {
    when: 'An input or output buffer is detached, or is of a kind that cannot be packed.',
    hint: 'Pass an ArrayBuffer view that has not been transferred.',
  },
  NSI_MEMORY_CODEC_CORRUPT: {
    when: 'Encoded bytes fail their checksum or contradict themselves.',
    hint: 'Fetch or write the bytes again: they changed after they were encoded.',
  },
  NSI_MEMORY_CODEC_DICTIONARY: {
    when: 'A dictionary is missing, is not the one the bytes were encoded with, or cannot be used with the codec.',
    hint: 'Decode with the same dictionary bytes that were given to encode.',
  },
  NSI_MEMORY_CODEC_FOREIGN: {
    when: 'Bytes were made by another format than the one asked to decode them.',
    hint: 'Decode with the codec that the message names.',
  },
  NSI_MEMORY_CODEC_OPTION: {
    when: 'A codec option is unknown, out of range or does not fit the input.',
    hint: 'Use one of the values the message lists.',
  },
  NSI_MEMORY_CODEC_OUTPUT: {
    when: 'The output handed in is too small for the result.',
    hint: 'Size it by `maxPackedBytes(array)` to compress, or by the packed array\'s own length to decompress.',
  },
  NSI_MEMORY_CODEC_TOO_LARGE: {
    when: 'Encoded bytes claim to decode to more than `maxOutputBytes`.',
    hint: 'Raise `maxOutputBytes` if you trust the source; otherwise refuse the input.',
  },
  NSI_MEMORY_CODEC_TRAILING: {
    when: 'Bytes follow the end of the encoded value.',
    hint: 'Cut the input where the value ends, and decode each value by itself.',
  },
  NSI_MEMORY_CODEC_TRUNCATED: {
    when: 'Encoded bytes end before the value does.',
    hint: 'Read the rest of the input first.',
  },
  NSI_MEMORY_CODEC_VERSION: {
    when: 'Bytes were packed by a newer version of the format.',
    hint: 'Update @nsi/memory where the bytes are read.',
  },
  NSI_MEMORY_CODEC_WASM: {
    when: 'The kernels cannot run: WebAssembly is switched off or `wasm/` is missing from the installation.',
    hint: 'Run Node.js without --jitless, and build the kernels with `nx run memory:kernels` when working from source.',
  },
} as const;

/** Every code of this room, with when it is thrown and what to do. */
export const memoryErrors = { ...codecErrors } as const;

export type MemoryErrorCode = keyof typeof memoryErrors;

/** Makes an error of this room. */
export const memoryError: MakeError<MemoryErrorCode> = defineErrors(memoryErrors);

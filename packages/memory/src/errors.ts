import { defineErrors, type MakeError } from '@nsi/core';

/** Every code of this room, with when it is thrown and what to do. */
export const memoryErrors = {
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
    hint: "Size it by `maxPackedBytes(array)` to compress, or by the packed array's own length to decompress.",
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
  NSI_MEMORY_FILE_EXISTS: {
    when: 'A command would replace a file.',
    hint: 'Pass `--force` to replace it, or `--output` to write elsewhere.',
  },
  NSI_MEMORY_CODEC_WASM: {
    when: 'The kernels cannot run: WebAssembly is switched off or `wasm/` is missing from the installation.',
    hint: 'Run Node.js without --jitless, and build the kernels with `nx run memory:kernels` when working from source.',
  },
  NSI_MEMORY_CACHE_DISPOSED: {
    when: 'A load is still running when its cache is disposed; the reason its signal carries.',
    hint: 'Dispose the cache after the last caller is done.',
  },
  NSI_MEMORY_CACHE_LOADER: {
    when: 'A value is to be loaded and there is no loader, or `loadMany` returns something that is not a Map.',
    hint: 'Pass `load` to `createCache` or to the call; let `loadMany` return a Map from key to value.',
  },
  NSI_MEMORY_CACHE_NOT_LOADED: {
    when: '`loadMany` left out the key that a caller waits for.',
    hint: 'Let `loadMany` give every key a value, or ask with `getMany`, which leaves such keys out.',
  },
  NSI_MEMORY_CACHE_OPTION: {
    when: 'A cache is created, resized or written with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_MEMORY_CACHE_POLICY: {
    when: 'A policy of your own evicts a slot that holds no entry.',
    hint: 'Let `evict` return a slot that was inserted and has not been removed since.',
  },
  NSI_MEMORY_CACHE_TRACE: {
    when: 'A key trace is empty, or has a line that is too long or without a key.',
    hint: 'Write one key a line, or name the NDJSON field or CSV column that holds it.',
  },
  NSI_MEMORY_CACHE_WEIGHT: {
    when: '`weigh` returns something that is not a whole number from 0.',
    hint: 'Return the size of the value in whole bytes.',
  },
  NSI_MEMORY_POOL_OPTION: {
    when: 'A pool is created with an option it cannot use, or asked for a buffer of an impossible size.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_MEMORY_POOL_FULL: {
    when: 'A pool over WebAssembly memory has no room for the buffer asked for.',
    hint: 'Release leases sooner, or create the pool with a larger `maxBytes`.',
  },
  NSI_MEMORY_POOL_RELEASED: {
    when: 'A lease is used after it was released.',
    hint: 'Keep the lease until the last use of what it holds, or copy what must live longer.',
  },
  NSI_MEMORY_POOL_VIEW: {
    when: 'A typed view does not fit into its lease.',
    hint: 'Ask the pool for as many bytes as the view needs.',
  },
  NSI_MEMORY_STRUCTURE_COLUMN: {
    when: 'A column is unknown, or a row does not fit the schema of its columns.',
    hint: 'Compare the row with the schema the columns were created with.',
  },
  NSI_MEMORY_STRUCTURE_FILTER: {
    when: 'Bytes that should be a stored Bloom filter are truncated, foreign or damaged.',
    hint: 'Pass the bytes that `toBytes` returned, whole.',
  },
  NSI_MEMORY_STRUCTURE_KEY: {
    when: 'A structure is given a key, index or value that it cannot hold.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_MEMORY_STRUCTURE_SIZE: {
    when: 'A structure is created with, or grows past, a capacity it cannot have.',
    hint: 'Use a capacity within the bounds the message names.',
  },
  NSI_MEMORY_PRESSURE_OPTION: {
    when: 'Memory pressure, a leak probe or a tracked object is created with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_MEMORY_SNAPSHOT_FORMAT: {
    when: 'A file is not a V8 heap snapshot, is cut short, or is larger than the parser accepts.',
    hint: 'Write it anew with `v8.writeHeapSnapshot()` and wait until the process has finished writing.',
  },
  NSI_MEMORY_WATCH_COMMAND: {
    when: 'The command to watch is missing or cannot be started.',
    hint: 'Put the command after two dashes: `nsi-memory watch -- node app.js`.',
  },
} as const;

/** A code of this room. */
export type MemoryErrorCode = keyof typeof memoryErrors;

/** Makes an error of this room. */
export const memoryError: MakeError<MemoryErrorCode> = defineErrors(memoryErrors);

import { noRecorder, type Recorder } from '@nsi/core';
import { memoryMetrics } from '../metrics.ts';
import type { CodecSection } from '../options.ts';
import type { ElementArray } from './element-type.ts';
import { packArrayAsync, type AsyncOptions } from './pack-array-async.ts';
import { packArray } from './pack-array.ts';
import type { PackOptions } from './pack-options.ts';
import { unpackArrayAsync } from './unpack-array-async.ts';
import { describePacked, unpackArray, type UnpackOptions } from './unpack-array.ts';

/** The packing of arrays with defaults from the configuration. */
export interface ArrayPacking {
  packArray(array: ElementArray, options?: PackOptions): Buffer;
  packArrayAsync(array: ElementArray, options?: AsyncOptions & PackOptions): Promise<Buffer>;
  unpackArray(packed: Uint8Array, options?: UnpackOptions): ElementArray;
  unpackArrayAsync(packed: Uint8Array, options?: AsyncOptions & UnpackOptions): Promise<ElementArray>;
}

/** Packs as the section says unless a call says otherwise, and counts the bytes. */
export function createArrayPacking({ name, filter, checksum, maxOutputBytes }: CodecSection, recorder: Recorder): ArrayPacking {
  const packing = <Options extends PackOptions>(options: Options | undefined): Options & PackOptions => {
    const whole = { codec: name, filter, checksum, ...options } as Options & PackOptions;
    return whole.codec === 'store' && options?.codec === undefined ? withoutEffort(whole) : whole;
  };
  return counted(recorder, {
    packArray: (array, options) => packArray(array, packing(options)),
    packArrayAsync: (array, options) => packArrayAsync(array, packing(options)),
    unpackArray: (packed, options) => unpackArray(packed, { maxOutputBytes, ...options }),
    unpackArrayAsync: (packed, options) => unpackArrayAsync(packed, { maxOutputBytes, ...options }),
  });
}

/** The plain twin: arrays are stored as they are, whatever a call asks for. */
export function createPlainPacking({ maxOutputBytes }: CodecSection, recorder: Recorder): ArrayPacking {
  const plain = <Options extends PackOptions>(options: Options | undefined): Options & PackOptions =>
    withoutEffort({ ...options, codec: 'store', filter: 'none' } as Options & PackOptions);
  return counted(recorder, {
    packArray: (array, options) => packArray(array, plain(options)),
    packArrayAsync: async (array, options) => {
      options?.signal?.throwIfAborted();
      return packArray(array, plain(options));
    },
    unpackArray: (packed, options) => unpackArray(packed, { maxOutputBytes, ...options }),
    unpackArrayAsync: async (packed, options) => {
      options?.signal?.throwIfAborted();
      return unpackArray(packed, { maxOutputBytes, ...options });
    },
  });
}

/** Options for `store`, which has no levels and no dictionary: a program that asks for them still runs. */
function withoutEffort<Options extends PackOptions>({ level: _level, dictionary: _dictionary, ...options }: Options): Options {
  return options as unknown as Options;
}

function counted(recorder: Recorder, packing: ArrayPacking): ArrayPacking {
  if (recorder === noRecorder) return packing;
  const count = (operation: 'pack' | 'unpack', packed: Uint8Array, array: ElementArray): void => {
    const labels = { operation, codec: describePacked(packed).codec };
    recorder.count(memoryMetrics.codecInput, operation === 'pack' ? array.byteLength : packed.byteLength, labels);
    recorder.count(memoryMetrics.codecOutput, operation === 'pack' ? packed.byteLength : array.byteLength, labels);
  };
  const countPacked = (array: ElementArray, packed: Buffer): Buffer => (count('pack', packed, array), packed);
  const countUnpacked = (packed: Uint8Array, array: ElementArray): ElementArray => (count('unpack', packed, array), array);
  return {
    packArray: (array, options) => countPacked(array, packing.packArray(array, options)),
    packArrayAsync: async (array, options) => countPacked(array, await packing.packArrayAsync(array, options)),
    unpackArray: (packed, options) => countUnpacked(packed, packing.unpackArray(packed, options)),
    unpackArrayAsync: async (packed, options) => countUnpacked(packed, await packing.unpackArrayAsync(packed, options)),
  };
}

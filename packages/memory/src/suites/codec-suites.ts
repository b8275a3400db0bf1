import { gunzipSync } from 'node:zlib';
import { defineSuite, type Suite } from '@nsi/core/report';
import type { ElementArray } from '../codec/element-type.ts';
import { lz4Napi } from '../codec/lz4-napi.ts';
import { compressInto, maxPackedBytes, packArray } from '../codec/pack-array.ts';
import { bytesOf } from '../codec/pack-options.ts';
import { decompressInto, unpackArray } from '../codec/unpack-array.ts';
import { shuffled, unshuffled } from './js-shuffle.ts';
import { gzipped, packedSize } from './packed-size.ts';
import { cameraFrame, eventTimes, logText, sensorReadings } from './synthetic-arrays.ts';

interface Scope {
  readonly context: ElementArray;
}

/** Packing and getting back, in the plain ways and in ours. All outputs are compared byte by byte. */
const variants = [
  {
    name: 'gzip (node:zlib)',
    isBaseline: true,
    create:
      ({ context }: Scope) =>
      () =>
        new Uint8Array(gunzipSync(gzipped(context))),
    measures: ({ context }: Scope) => packedSize(gzipped(context)),
  },
  {
    name: 'shuffle in JavaScript + lz4-napi',
    async create({ context }: Scope) {
      const lz4 = await lz4Napi.open(undefined);
      return () => unshuffled(lz4.uncompressSync(lz4.compressSync(shuffled(context))), context.BYTES_PER_ELEMENT);
    },
    async measures({ context }: Scope) {
      const lz4 = await lz4Napi.open(undefined);
      return packedSize(lz4.compressSync(shuffled(context)));
    },
  },
  {
    name: 'packArray',
    create:
      ({ context }: Scope) =>
      () =>
        bytesOf(unpackArray(packArray(context))),
    measures: ({ context }: Scope) => packedSize(packArray(context)),
  },
  {
    name: 'compressInto, buffers reused',
    create({ context }: Scope) {
      const packed = new Uint8Array(maxPackedBytes(context));
      const restored = new Uint8Array(context.byteLength);
      return () => {
        decompressInto(packed.subarray(0, compressInto(context, packed)), restored);
        return restored;
      };
    },
    measures: ({ context }: Scope) => packedSize(packArray(context)),
  },
] as const;

const roundTrip = {
  category: 'memory',
  variants,
  validate: { mode: 'bytes' },
  bytes: (context: ElementArray) => context.byteLength,
} as const;

const packImage = defineSuite({
  ...roundTrip,
  name: 'pack-image',
  description: 'A 16-bit camera frame packed and unpacked: gzip, and lz4-napi behind a shuffle in JavaScript, against packArray.',
  params: { pixels: [65_536, 4_194_304] },
  setup: ({ params, random }) => cameraFrame(params.pixels, random),
});

const packSeries = defineSuite({
  ...roundTrip,
  name: 'pack-series',
  description: 'A series of 131,072 numbers packed and unpacked: gzip, and lz4-napi behind a shuffle in JavaScript, against packArray.',
  params: { series: ['sensor float32', 'event times'] },
  setup: ({ params, random }) => (params.series === 'event times' ? eventTimes(131_072, random) : sensorReadings(131_072, random)),
});

const packText = defineSuite({
  ...roundTrip,
  name: 'pack-text',
  description: 'JSON lines packed and unpacked: gzip and lz4-napi against packArray. Takes a file of your own.',
  params: { bytes: [4096, 1_048_576] },
  input: { accepts: 'any file up to 1 GiB' },
  setup: ({ params, random, input }) => input?.bytes ?? logText(params.bytes, random),
});

export const codecSuites: readonly Suite[] = [packImage, packSeries, packText];

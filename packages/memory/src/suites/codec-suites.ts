import { gunzipSync } from 'node:zlib';
import { defineSuite, type Suite } from '@nsi/core/report';
import type { ElementArray } from '../codec/element-type.ts';
import { packArray } from '../codec/pack-array.ts';
import { unpackArray } from '../codec/unpack-array.ts';
import { gzipped, packedSize } from './packed-size.ts';
import { cameraFrame, eventTimes, logText, sensorReadings } from './synthetic-arrays.ts';

/** Packing and getting back: gzip of the bytes against `packArray`. Both outputs are compared byte by byte. */
const roundTrip = {
  category: 'memory',
  variants: [
    {
      name: 'gzip (node:zlib)',
      isBaseline: true,
      create:
        ({ context }: { readonly context: ElementArray }) =>
        () =>
          new Uint8Array(gunzipSync(gzipped(context))),
      measures: ({ context }: { readonly context: ElementArray }) => packedSize(gzipped(context)),
    },
    {
      name: 'packArray',
      create:
        ({ context }: { readonly context: ElementArray }) =>
        () => {
          const { buffer, byteOffset, byteLength } = unpackArray(packArray(context));
          return new Uint8Array(buffer, byteOffset, byteLength);
        },
      measures: ({ context }: { readonly context: ElementArray }) => packedSize(packArray(context)),
    },
  ],
  validate: { mode: 'bytes' },
  bytes: (context: ElementArray) => context.byteLength,
} as const;

const packImage = defineSuite({
  ...roundTrip,
  name: 'pack-image',
  description: 'A 16-bit camera frame packed and unpacked: gzip of its bytes against packArray.',
  params: { pixels: [65_536, 4_194_304] },
  setup: ({ params, random }) => cameraFrame(params.pixels, random),
});

const packSeries = defineSuite({
  ...roundTrip,
  name: 'pack-series',
  description: 'A series of 131,072 numbers packed and unpacked: gzip of its bytes against packArray.',
  params: { series: ['sensor float32', 'event times'] },
  setup: ({ params, random }) => (params.series === 'event times' ? eventTimes(131_072, random) : sensorReadings(131_072, random)),
});

const packText = defineSuite({
  ...roundTrip,
  name: 'pack-text',
  description: 'JSON lines packed and unpacked: gzip against packArray. Takes a file of your own.',
  params: { bytes: [4096, 1_048_576] },
  input: { accepts: 'any file up to 1 GiB' },
  setup: ({ params, random, input }) => input?.bytes ?? logText(params.bytes, random),
});

export const codecSuites: readonly Suite[] = [packImage, packSeries, packText];

import { gunzipSync } from 'node:zlib';
import { suite } from '@nsi/bench/suite';
import { packArray, unpackArray } from '@nsi/memory';
import { gzipped, packedSize } from './packed-size.ts';
import { sensorSeries } from './sensors.ts';

export default suite(
  'sensor-network',
  {
    category: 'memory',
    description: 'Keeping a sensor series (32-bit floats) packed and getting it back: gzip of its bytes against packArray.',
  },
  (s) =>
    s
      .setup(sensorSeries)
      .baseline(
        'gzip (node:zlib)',
        ({ context }) =>
          () =>
            new Float32Array(new Uint8Array(gunzipSync(gzipped(context))).buffer),
        ({ context }) => [packedSize(gzipped(context))],
      )
      .variant(
        'packArray',
        ({ context }) =>
          () =>
            unpackArray(packArray(context)),
        ({ context }) => [packedSize(packArray(context))],
      )
      .validate({ mode: 'bytes' })
      .bytes((context) => context.byteLength),
);

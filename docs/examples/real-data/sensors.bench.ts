import { gunzipSync, gzipSync } from 'node:zlib';
import { suite } from '@nsi/bench/suite';
import { packArray, unpackArray } from '@nsi/memory';
import { sensorSeries } from './sensors.ts';

export default suite(
  'sensor-network',
  { category: 'memory', description: 'Keeping a sensor series (32-bit floats) packed and getting it back: gzip of its bytes against packArray.' },
  (s) =>
    s
      .setup(sensorSeries)
      .baseline('gzip (node:zlib)', ({ context }) => () => {
        const packed = gzipSync(new Uint8Array(context.buffer), { level: 1 });
        return new Float32Array(new Uint8Array(gunzipSync(packed)).buffer);
      })
      .variant('packArray', ({ context }) => () => unpackArray(packArray(context)))
      .validate({ mode: 'bytes' })
      .bytes((context) => context.byteLength),
);

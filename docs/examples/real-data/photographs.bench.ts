import { gunzipSync } from 'node:zlib';
import { suite } from '@nsi/bench/suite';
import { packArray, unpackArray } from '@nsi/memory';
import { gzipped, packedSize } from './packed-size.ts';
import { luminanceOf, photographs } from './photographs.ts';

export default suite(
  'photographs',
  {
    category: 'memory',
    description: 'Keeping a photograph (16-bit luminance) packed and getting it back: gzip of its bytes against packArray.',
    params: { photograph: photographs },
  },
  (s) =>
    s
      .setup(({ params }) => luminanceOf(params.photograph))
      .baseline(
        'gzip (node:zlib)',
        ({ context }) =>
          () =>
            new Uint16Array(new Uint8Array(gunzipSync(gzipped(context))).buffer),
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

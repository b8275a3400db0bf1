import type { Codec } from '@nsi/core/ports';
import { brotli } from './drivers/brotli.ts';
import { gzip } from './drivers/gzip.ts';
import { lz4Frame } from './drivers/lz4-frame.ts';
import { lz4 } from './drivers/lz4.ts';
import { store } from './drivers/store.ts';
import { zstd } from './drivers/zstd.ts';

/** Every codec of this package, by its name. */
export const codecs: Readonly<Record<'lz4' | 'lz4-frame' | 'zstd' | 'gzip' | 'brotli' | 'store', Codec>> = Object.freeze({
  lz4,
  'lz4-frame': lz4Frame,
  zstd,
  gzip,
  brotli,
  store,
});

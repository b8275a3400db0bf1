import { gzipSync } from 'node:zlib';
import type { Measure } from '@nsi/core/report';

/** The plain way to keep an array small: gzip of its bytes at the fastest level. */
export function gzipped({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return gzipSync(new Uint8Array(buffer, byteOffset, byteLength), { level: 1 });
}

/** What is kept, as a figure beside the time. */
export function packedSize(packed: Uint8Array): readonly Measure[] {
  return [{ name: 'packed size', value: packed.length, unit: 'bytes', better: 'lower' }];
}

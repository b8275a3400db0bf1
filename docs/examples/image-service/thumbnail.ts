import type { FrameDescription } from './frame.ts';

const height = 64;
const headerBytes = 54;

/** A bitmap (BMP) of a frame in small: every so many pixels one. */
export function thumbnailOf(samples: Uint8Array, frame: FrameDescription): Buffer {
  const step = Math.floor(frame.height / height);
  const width = Math.floor(frame.width / step) & ~3;
  const bitmap = Buffer.alloc(headerBytes + width * height * 3);
  bitmap.write('BM');
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(headerBytes, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(width, 18);
  bitmap.writeInt32LE(-height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * frame.width + column) * step * 3;
      const to = headerBytes + (row * width + column) * 3;
      bitmap[to] = samples[from + 2] as number;
      bitmap[to + 1] = samples[from + 1] as number;
      bitmap[to + 2] = samples[from] as number;
    }
  }
  return bitmap;
}

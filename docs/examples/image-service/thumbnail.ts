import jpeg from 'jpeg-js';
import type { FrameDescription } from './frame.ts';

const height = 24;

/** A JPEG of a frame in small: every so many pixels one. */
export function thumbnailOf(samples: Uint8Array, frame: FrameDescription): Buffer {
  const step = Math.floor(frame.height / height);
  const width = Math.floor(frame.width / step);
  const data = Buffer.alloc(width * height * 4, 255);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * step * frame.width + column * step) * 3;
      const to = (row * width + column) * 4;
      data[to] = samples[from] as number;
      data[to + 1] = samples[from + 1] as number;
      data[to + 2] = samples[from + 2] as number;
    }
  }
  return jpeg.encode({ data, width, height }, 60).data;
}

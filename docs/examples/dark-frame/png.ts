import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue of each pixel, 8 bits each, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8ClampedArray;
}

/** Two pictures of one size beside each other. */
export function besides(left: Picture, right: Picture): Picture {
  const rowBytes = left.width * 3;
  const samples = new Uint8ClampedArray(2 * rowBytes * left.height);
  for (let row = 0; row < left.height; row++) {
    samples.set(left.samples.subarray(row * rowBytes, (row + 1) * rowBytes), 2 * row * rowBytes);
    samples.set(right.samples.subarray(row * rowBytes, (row + 1) * rowBytes), (2 * row + 1) * rowBytes);
  }
  return { width: 2 * left.width, height: left.height, samples };
}

/** The picture as a PNG file (W3C recommendation, third edition), rows unfiltered. */
export function encodePng({ width, height, samples }: Picture): Buffer {
  const rowBytes = width * 3;
  const rows = Buffer.alloc(height * (rowBytes + 1));
  for (let row = 0; row < height; row++) rows.set(samples.subarray(row * rowBytes, (row + 1) * rowBytes), row * (rowBytes + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a sample, true colour.
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

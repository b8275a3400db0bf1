import { setTimeout as wait } from 'node:timers/promises';

/** A camera of 640 × 480 pixels. */
function capture(at: number, pixels: Uint8Array): void {
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = (index * at) & 255;
}

function brightness(pixels: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < pixels.length; index += 16) sum += pixels[index] ?? 0;
  return sum / (pixels.length / 16);
}

const frame = new Uint8Array(640 * 480 * 3);
let mean = 0;
for (let at = 0; at < 140; at++) {
  capture(at, frame);
  mean += brightness(frame) / 140;
  if (at % 8 === 0) await wait(20);
}
process.stdout.write(`${mean > 0}\n`);

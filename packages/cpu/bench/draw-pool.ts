/**
 * Draws what fairness.bench.ts and abort.bench.ts have measured, as docs/public/cpu-fairness.svg and cpu-abort.svg, with @nsi/viz of this workspace.
 * `node --conditions=@nsi/source bench/draw-pool.ts fairness.json abort.json [folder for PNG]`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Samples {
  readonly ours: readonly number[];
  readonly piscina: readonly number[];
}

/** The part of @nsi/viz that is called here. */
interface Viz {
  chart(kind: string, data: readonly object[], options: object): object;
  renderSvg(spec: object, options: object): Promise<string>;
  renderPng(spec: object, options: object): Promise<Uint8Array>;
}

// Not by name: this package stands below viz and does not depend on it.
const viz = (await import(new URL('../../viz/src/index.ts', import.meta.url).href)) as Viz;
const [, , fairnessFile = '', abortFile = '', pngFolder] = process.argv;
const figures = new URL('../../../docs/public/', import.meta.url).pathname;
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const inNs = (milliseconds: readonly number[]): number[] => milliseconds.map((value) => value * 1e6);
const seriesOf = ({ ours, piscina }: Samples): readonly object[] => [
  { name: '@nsi/cpu pool', samples: inNs(ours) },
  { name: 'piscina', samples: inNs(piscina) },
];

const fairness = read(fairnessFile) as Readonly<Record<string, Samples>>;
await draw('cpu-fairness', 'box', seriesOf(fairness['one greedy client'] as Samples), {
  title: 'How long tasks of 19 clients take while one client asks for 400 at once',
});
await draw('cpu-abort', 'box', seriesOf(read(abortFile) as Samples), { title: 'From an abort until the next task is done' });

async function draw(name: string, kind: string, data: readonly object[], options: object): Promise<void> {
  const spec = viz.chart(kind, data, { unit: 'ns', ...options });
  writeFileSync(join(figures, `${name}.svg`), await viz.renderSvg(spec, { theme: 'css', standalone: true }));
  if (pngFolder !== undefined) writeFileSync(join(pngFolder, `${name}.png`), await viz.renderPng(spec, { scale: 2 }));
}

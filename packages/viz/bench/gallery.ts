/** Draws every picture of the gallery in both themes: `node --conditions=@nsi/source bench/gallery.ts [folder] [name…]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPng } from '../src/render/render-png.ts';
import { renderSvg } from '../src/render/render-svg.ts';
import { gallery } from '../test/gallery.ts';

const [folder = '../../nsi-results/gallery', ...names] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const { name, spec } of gallery) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const theme of ['light', 'dark'] as const) {
    await writeFile(join(folder, `${name}.${theme}.svg`), await renderSvg(spec, { theme }));
    await writeFile(join(folder, `${name}.${theme}.png`), await renderPng(spec, { theme, scale: 1 }));
  }
}
process.stdout.write(`${folder}\n`);

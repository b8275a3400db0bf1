import { readFileSync } from 'node:fs';

/** Inter, the font the charts are measured with, as part of the page: Latin letters and signs, weights 400 to 700 in one file. */
export function reportFontFace(): string {
  const bytes = readFileSync(new URL(`${fontFolder}Inter-Report.woff2`, import.meta.url)).toString('base64');
  return `@font-face{font-family:Inter;font-weight:400 700;font-display:swap;src:url(data:font/woff2;base64,${bytes}) format('woff2')}`;
}

/** As seen from this file in the source, and from the build, which is one folder deep. */
const fontFolder = import.meta.url.endsWith('.ts') ? '../../../fonts/' : '../fonts/';

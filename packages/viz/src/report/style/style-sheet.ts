import { themeCss } from '../../theme/theme-css.ts';
import { figureStyle } from './figure-style.ts';
import { flameStyle } from './flame-style.ts';
import { frameStyle } from './frame-style.ts';
import { mastheadStyle } from './masthead-style.ts';
import { partsStyle } from './parts-style.ts';
import { printStyle } from './print-style.ts';
import { reportFontFace } from './report-font.ts';
import { tableStyle } from './table-style.ts';
import { tokens } from './tokens.ts';

/** Everything the page is drawn with: the charts' colours, the page's own, and the font. */
export function styleSheet(): string {
  const parts = [
    reportFontFace(),
    themeCss(),
    tokens,
    frameStyle,
    mastheadStyle,
    tableStyle,
    figureStyle,
    flameStyle,
    partsStyle,
    printStyle,
  ];
  return parts.map((part) => squeezed(part)).join('\n');
}

/** Indentation and empty lines are for the readers of the source. */
function squeezed(css: string): string {
  return css
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

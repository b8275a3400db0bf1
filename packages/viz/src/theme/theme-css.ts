import { type ColourName, dark, light, type Palette } from './palette.ts';

/** The CSS variable of a colour, such as `--nsi-series1`. */
export function variableOf(name: ColourName): string {
  return `--nsi-${name}`;
}

/**
 * The style sheet that gives the `css` theme its colours: light by default, dark by `prefers-color-scheme`, and either by force with
 * `data-theme="light"` or `data-theme="dark"` on the root element.
 */
export function themeCss(): string {
  return [
    `:root{color-scheme:light;${declarations(light)}}`,
    `@media(prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${declarations(dark)}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${declarations(dark)}}`,
    `@media print{:root{color-scheme:light!important;${declarations(light, '!important')}}}`,
  ].join('\n');
}

function declarations(palette: Palette, suffix = ''): string {
  return Object.entries(palette)
    .map(([name, colour]) => `${variableOf(name as ColourName)}:${colour}${suffix}`)
    .join(';');
}

import { expect, test } from 'vitest';
import { colourSpec } from './colour-spec.ts';
import { type ColourName, dark, light, type Palette } from './palette.ts';
import { themeCss } from './theme-css.ts';

const palettes: readonly (readonly [string, Palette])[] = [
  ['light', light],
  ['dark', dark],
];

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((left, right) => left - right);
  return (high! + 0.05) / (low! + 0.05);
}

test.each(palettes)('every text of the %s theme has a contrast of 4.5', (_, palette) => {
  expect(contrast(palette.ink, palette.paper)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(palette.muted, palette.paper)).toBeGreaterThanOrEqual(4.5);
  for (const step of [1, 2, 3, 4, 5, 6, 7] as const) {
    expect(contrast(palette[`heat${step}`], palette[`onHeat${step}`])).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(palettes)('every mark of the %s theme has a contrast of 3', (_, palette) => {
  const marks = Object.entries(palette).filter(([name]) => name.startsWith('series') || name === 'axis');

  const faint = marks.filter(([, colour]) => contrast(colour, palette.paper) < 3);

  expect(faint).toEqual([]);
});

test('no two names share a light colour, so that a colour has one name', () => {
  expect(new Set(Object.values(light)).size).toBe(Object.keys(light).length);
});

test('the style sheet defines every colour for both themes and for print', () => {
  const css = themeCss();

  for (const name of Object.keys(light) as ColourName[]) expect(css.split(`--nsi-${name}:`)).toHaveLength(5);
});

test('replaces colours in the drawing and never in data or texts', () => {
  const spec = {
    title: light.ink,
    description: light.ink,
    data: { values: [{ name: light.ink }] },
    mark: { type: 'bar', color: light.series1 },
    config: { range: { category: [light.series1, light.series2] } },
  };

  expect(colourSpec(spec, 'light')).toBe(spec);
  expect(colourSpec(spec, 'dark')).toEqual({
    ...spec,
    mark: { type: 'bar', color: dark.series1 },
    config: { range: { category: [dark.series1, dark.series2] } },
  });
  expect(colourSpec(spec, 'css').mark.color).toBe('var(--nsi-series1)');
});

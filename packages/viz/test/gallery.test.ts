import { describeLive, findChromium, launchChromium } from '@nsi/services';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPng } from '../src/render/render-png.ts';
import { renderSvg } from '../src/render/render-svg.ts';
import { renderText } from '../src/render/render-text.ts';
import { themeCss } from '../src/theme/theme-css.ts';
import { terminalWidth } from '../src/text-width/terminal-width.ts';
import { gallery } from './gallery.ts';

/** Rounding of a browser's boxes and the leading of a line, in pixels. */
const tolerance = 1.5;

interface TextBox {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pairs of texts that lie on each other, and texts that stick out of the picture. */
function collisions(boxes: readonly TextBox[], width: number, height: number): readonly string[] {
  const outside = boxes.filter(
    (box) => box.x < -tolerance || box.y < -tolerance || box.right > width + tolerance || box.bottom > height + tolerance,
  );
  const pairs = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => {
      const across = Math.min(a.right, b.right) - Math.max(a.x, b.x);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y);
      return across > tolerance && down > tolerance ? [`"${a.text}" lies on "${b.text}" by ${across.toFixed(1)} × ${down.toFixed(1)}`] : [];
    }),
  );
  return [
    ...outside.map(({ text, x, right, y, bottom }) => `"${text}" sticks out: ${x} to ${right}, ${y} to ${bottom} of ${width} × ${height}`),
    ...pairs,
  ];
}

describeLive(findChromium(), { describe, test }, 'the gallery in a browser', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  });

  afterAll(() => browser.close());

  test.each(gallery)('no two labels of $name overlap, and none leaves the picture', async ({ spec }) => {
    await page.setContent(`<style>${themeCss()} body { margin: 0 }</style>${await renderSvg(spec, { theme: 'css' })}`);

    const { boxes, width, height } = await page.locator('svg').evaluate((svg) => {
      const frame = svg.getBoundingClientRect();
      const found = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '');
      return {
        width: frame.width,
        height: frame.height,
        boxes: found.map((text) => {
          const { x, y, right, bottom } = text.getBoundingClientRect();
          return { text: text.textContent, x: x - frame.x, y: y - frame.y, right: right - frame.x, bottom: bottom - frame.y };
        }),
      };
    });

    expect(boxes.length).toBeGreaterThan(0);
    expect(width).toBe(spec.usermeta.nsi.width);
    expect(collisions(boxes, width, height)).toEqual([]);
    expect(await page.locator('script').count()).toBe(0);
  });
});

test.each(gallery)('$name is drawn as PNG, as text and for a page, in both themes', async ({ spec }) => {
  const [light, dark, css] = await Promise.all([
    renderPng(spec, { scale: 1 }),
    renderPng(spec, { scale: 1, theme: 'dark' }),
    renderSvg(spec, { theme: 'css' }),
  ]);

  expect(light.length).toBeGreaterThan(500);
  expect(Buffer.compare(light, dark)).not.toBe(0);
  expect(css).not.toMatch(/(fill|stroke)="#|<script|style=/);
  expect(spec.description.length).toBeGreaterThan(20);
  for (const line of renderText(spec).split('\n')) expect(terminalWidth(line)).toBeLessThanOrEqual(80);
});

test('two charts on one page share no id', async () => {
  const drawings = await Promise.all(gallery.slice(0, 30).map(({ spec }) => renderSvg(spec, { theme: 'css' })));
  const ids = drawings.flatMap((svg) => [...new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]);

  expect(new Set(ids).size).toBe(ids.length);
});

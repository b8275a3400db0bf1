import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeLive, findChromium, launchChromium } from '@nsi/services';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createReport } from '../src/report/create-report.ts';
import { largeProfileReport } from './large-profile-report.ts';
import { sampleProfileReport } from './sample-profile-report.ts';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const rowHeight = 19;

describeLive(findChromium(), { describe, test }, 'the flame graph in a browser', () => {
  let browser: Browser;
  let folder: string;
  let small: string;
  let large: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nsi-flame-'));
    browser = await launchChromium();
    [small, large] = await Promise.all([
      saved(await createReport({ profiler: sampleProfileReport() }), 'small.html'),
      saved(await createReport({ profiler: largeProfileReport(10_000) }), 'large.html'),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  async function saved(html: string, name: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, html);
    return pathToFileURL(file).href;
  }

  async function opened(at: string, options: object = {}): Promise<{ page: Page; complaints: string[]; canvas: Locator; status: Locator }> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => void complaints.push(message.text()));
    page.on('pageerror', (error) => void complaints.push(String(error)));
    await page.goto(at);
    return { page, complaints, canvas: page.locator('[data-flame-canvas]'), status: page.locator('[data-flame-status]') };
  }

  /** The middle of row `row` of the drawing, `share` of its width from the left. */
  async function at(canvas: Locator, row: number, share = 0.2): Promise<{ x: number; y: number }> {
    const width = (await canvas.boundingBox())?.width ?? 0;
    return { x: width * share, y: row * rowHeight + rowHeight / 2 };
  }

  test('tells under the pointer what the profile says', async () => {
    const { canvas, status, complaints } = await opened(small);

    await canvas.hover({ position: await at(canvas, 1) });

    // 2,000 of the 2,000 samples that are not idle, 800 of them its own.
    expect(await status.textContent()).toBe('handle · server.js:4 · 100 % (2000 samples), alone 40 %');
    expect(complaints).toEqual([]);
  });

  test('zooms into what is clicked, and back with Escape', async () => {
    const { canvas, status } = await opened(small);
    await canvas.click({ position: await at(canvas, 2) });
    expect(await status.textContent()).toContain('loadTemplate · server.js:12 · 60 %');

    // Zoomed, the same function is as wide as the whole picture.
    await canvas.hover({ position: await at(canvas, 2, 0.95) });
    expect(await status.textContent()).toContain('loadTemplate');

    await canvas.press('Escape');
    await canvas.hover({ position: await at(canvas, 2, 0.2) });
    expect(await status.textContent()).toContain('loadTemplate');
    await canvas.hover({ position: await at(canvas, 1, 0.95) });
    expect(await status.textContent()).toContain('handle');
  });

  test('is walked with the arrow keys', async () => {
    const { canvas, status } = await opened(small);
    await canvas.focus();

    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await canvas.press(key);
    expect(await status.textContent()).toContain('loadTemplate');
    await canvas.press('ArrowUp');
    expect(await status.textContent()).toContain('handle');
  });

  test('finds functions by name and says their share', async () => {
    const { page } = await opened(small);

    await page.getByLabel('Find a function').fill('LOADtem');

    expect(await page.locator('[data-flame-found]').textContent()).toBe('60 % in 1 function');
    await page.getByLabel('Find a function').fill('nowhere');
    expect(await page.locator('[data-flame-found]').textContent()).toBe('nothing');
  });

  test('puts callers above and callees below one function', async () => {
    const { page, canvas, status } = await opened(small);
    await canvas.click({ position: await at(canvas, 2) });

    await page.getByRole('button', { name: 'Callers and callees' }).click();

    // all, handle, loadTemplate: two rows of callers above it.
    await canvas.hover({ position: await at(canvas, 1, 0.5) });
    expect(await status.textContent()).toContain('handle');
    await canvas.hover({ position: await at(canvas, 2, 0.5) });
    expect(await status.textContent()).toContain('loadTemplate · server.js:12 · 60 %');
  });

  test('shows idle time when asked to', async () => {
    const { page, canvas, status } = await opened(small);

    await page.getByRole('button', { name: 'Idle time' }).click();
    await canvas.hover({ position: await at(canvas, 1, 0.9) });

    expect(await status.textContent()).toContain('(idle)');
  });

  test('draws in the colours of the theme', async () => {
    const { page, canvas } = await opened(small, { colorScheme: 'light' });
    const pixel = (): Promise<number[]> =>
      canvas.evaluate((element) => [...((element as HTMLCanvasElement).getContext('2d')?.getImageData(300, 25, 1, 1).data ?? [])]);
    const light = await pixel();

    await page.getByRole('button', { name: 'Dark' }).click();

    await expect.poll(pixel).not.toEqual(light);
  });

  test('is a picture and tables where there is no script', async () => {
    const { page } = await opened(large, { javaScriptEnabled: false });

    expect(await page.locator('.flame-picture').isVisible()).toBe(true);
    expect(await page.locator('.flame-picture text').allTextContents()).toContain('all');
    expect(await page.locator('[data-flame-canvas]').isVisible()).toBe(false);
  });

  test.each(['light', 'dark'] as const)('a profile report has no serious accessibility fault in %s', async (colorScheme) => {
    const { page, complaints } = await opened(large, { colorScheme, bypassCSP: true });
    await page.addScriptTag({ path: axeFile });

    const faults = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }
      ).axe.run();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });

    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('nothing in a name becomes markup', async () => {
    const profile = sampleProfileReport();
    const hostile = '</script><img src=x onerror=alert(1)><!--';
    const frames = profile.frames.map((frame, index) => (index === 1 ? { ...frame, name: hostile, file: `${hostile}.js` } : frame));
    const address = await saved(await createReport({ profiler: { ...profile, frames } }), 'hostile.html');

    const { page, canvas, status, complaints } = await opened(address);
    await canvas.hover({ position: await at(canvas, 1) });

    expect(await status.textContent()).toContain(hostile);
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeLive, findChromium, launchChromium } from '@nsi/services';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createReport } from '../src/report/create-report.ts';
import { hostileNames, reportNamed } from './hostile-bench-reports.ts';
import { sampleBenchReport } from './sample-bench-report.ts';
import { sampleProfileReport } from './sample-profile-report.ts';

const report = sampleBenchReport();
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describeLive(findChromium(), { describe, test }, 'the report in a browser', () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nsi-report-'));
    [browser, address] = await Promise.all([
      launchChromium(),
      saved(await createReport({ benchmark: report, profiler: sampleProfileReport() })),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  async function saved(html: string, name = 'report.html'): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, html);
    return pathToFileURL(file).href;
  }

  /** Opens a page and keeps whatever it complains about or asks for. */
  async function opened(
    at: string = address,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => void (message.type() === 'log' || complaints.push(message.text())));
    page.on('pageerror', (error) => void complaints.push(String(error)));
    page.on('request', (request) => void (request.url().startsWith('data:') || requests.push(request.url())));
    await page.goto(at);
    return { page, complaints, requests };
  }

  test('opens from a file without a complaint and without another request', async () => {
    const { page, complaints, requests } = await opened();

    await page.getByRole('heading', { level: 1 }).waitFor();

    expect(complaints).toEqual([]);
    expect(requests).toEqual([address]);
    expect(await page.evaluate(() => document.fonts.check('16px Inter'))).toBe(true);
  });

  test('follows the system theme, and the reader against it, also after a reload', async () => {
    const { page } = await opened(address, { colorScheme: 'dark' });
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await paper();

    await page.getByRole('button', { name: 'Dark' }).click();
    const light = await paper();
    await page.reload();

    expect(light).not.toBe(dark);
    expect(await paper()).toBe(light);
    expect(await page.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('false');
  });

  test('sorts a table by number, up and down, with the keyboard', async () => {
    const { page } = await opened();
    const firstChange = (): Promise<string | undefined> =>
      page
        .locator('.results tbody tr td:nth-child(2)')
        .first()
        .getAttribute('data-sort')
        .then((value) => value ?? undefined);
    const ratios = report.cases.flatMap(({ comparisons }) => comparisons.map(({ ratio }) => ratio)).toSorted((a, b) => a - b);

    await page.locator('.results').getByRole('button', { name: 'Change' }).focus();
    await page.keyboard.press('Enter');
    const ascending = await firstChange();
    await page.keyboard.press('Enter');
    const heading = page.locator('.results th', { hasText: 'Change' }).first();

    expect(Number(ascending)).toBe(ratios[0]);
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(await firstChange()).toBe('failed');
    expect(Number(await page.locator('.results tbody tr:nth-child(2) td:nth-child(2)').getAttribute('data-sort'))).toBe(ratios.at(-1));
  });

  test('finds cases by words and narrows them to a verdict', async () => {
    const { page } = await opened();
    const rows = page.locator('.results tbody tr:visible');

    await page.getByRole('searchbox', { name: 'Find a case' }).fill('lru-cache 10000');
    const found = await rows.count();
    const said = await page.locator('.filter output').textContent();
    await page.getByRole('searchbox', { name: 'Find a case' }).fill('');
    await page.getByRole('button', { name: /^improvement/ }).click();

    expect(found).toBe(4);
    expect(said).toBe('4 of 32 rows');
    expect(new Set(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-verdict'))))).toEqual(new Set(['improvement']));
  });

  test('shows under the pointer the number that the JSON holds', async () => {
    const { page } = await opened();
    const mark = page.locator('#ratios .chart--wide [data-words]').first();
    await page.locator('#ratios').scrollIntoViewIfNeeded();

    await mark.hover();
    const words = (await page.locator('.mark-label').textContent()) ?? '';

    const [, name = '', shown = ''] = /^(.*): ([\d.]+)×$/.exec(words) ?? [];
    const raw = JSON.parse((await page.locator('pre[id="raw-benchmark.json"]').textContent()) ?? '') as typeof report;
    const comparison = raw.cases
      .flatMap(({ id, comparisons }) =>
        comparisons.map((one) => ({ ...one, name: comparisons.length > 1 ? `${id} · ${one.candidate}` : id })),
      )
      .find((one) => one.name === name);
    expect(comparison).toBeDefined();
    expect(Number(shown)).toBeCloseTo(1 / comparison!.ratio, 2);
  });

  test('walks the points of a chart with the arrow keys', async () => {
    const { page } = await opened();
    const chart = page.locator('#cost .chart').first();
    const marks = await chart.locator('[data-words]').evaluateAll((all) => all.map((mark) => mark.getAttribute('data-words')));

    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const second = await page.locator('.mark-label').textContent();
    await page.keyboard.press('Escape');

    expect(second).toBe(marks[1]);
    expect(await page.locator('.mark-label').isVisible()).toBe(false);
  });

  test.each(['light', 'dark'] as const)(
    'has no serious accessibility problem in the %s theme',
    async (colorScheme) => {
      const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(address);
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      });
      await page.addScriptTag({ path: axeFile });

      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, impact, nodes }) => ({
          id,
          impact,
          at: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
        }));
      });

      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    },
    180_000,
  );

  test('is complete without script: charts, tables and raw JSON', async () => {
    const { page } = await opened(address, { javaScriptEnabled: false });

    expect(await page.locator('.results tbody tr:visible').count()).toBe(32);
    expect(await page.locator('#ratios svg[role=img]:visible').count()).toBe(1);
    expect(await page.locator('[data-theme-toggle], [data-filter]').filter({ visible: true }).count()).toBe(0);
    await page.locator('#cost .twin summary').first().click();
    expect(await page.locator('#cost .twin table').first().isVisible()).toBe(true);
  });

  test('prints everything but the controls, in light colours', async () => {
    const { page } = await opened(address, { colorScheme: 'dark' });

    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));

    expect(await page.locator('.contents, .filter, .raw').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.case-panel:not([open])').count()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.figure')!).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect((await page.pdf()).byteLength).toBeGreaterThan(50_000);
  });

  test.each([360, 390, 768, 1440, 2560])('fits into %d pixels without sideways scrolling', async (width) => {
    const { page } = await opened(address, { viewport: { width, height: 800 } });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test.each(Object.entries(hostileNames).filter(([, name]) => name.includes('hacked')))('runs nothing of %s in a name', async (_, name) => {
    const { page, complaints, requests } = await opened(
      await saved(await createReport({ benchmark: reportNamed(name), title: name }), 'hostile.html'),
    );

    expect(await page.evaluate(() => (globalThis as { hacked?: boolean }).hacked)).toBeUndefined();
    expect(await page.locator('img, set, iframe, object').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test('does not let a long name break the layout of a phone', async () => {
    const html = await createReport({ benchmark: reportNamed('x'.repeat(300)), title: 'x'.repeat(300) });

    const { page } = await opened(await saved(html, 'long.html'), { viewport: { width: 360, height: 800 } });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

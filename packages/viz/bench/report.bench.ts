import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '@nsi/services';
import { createReport } from '../src/report/create-report.ts';
import { largeProfileReport } from '../test/large-profile-report.ts';
import { sampleBenchReport } from '../test/sample-bench-report.ts';

/**
 * Size, requests and first paint of the report in headless Chromium, opened from a file in a fresh context each time.
 * `node --conditions=@nsi/source bench/report.bench.ts`.
 */
const loads = 15;
const full = sampleBenchReport({ samplesPerFork: 400 });
const reports = {
  'four cases': { benchmark: { ...full, cases: full.cases.slice(0, 4) } },
  'all cases': { benchmark: full },
  'three cases and a call tree of 10,000': { benchmark: { ...full, cases: full.cases.slice(0, 3) }, profiler: largeProfileReport(10_000) },
  'a call tree of 100,000': { profiler: largeProfileReport(100_000) },
};

const folder = await mkdtemp(join(tmpdir(), 'nsi-report-bench-'));
const browser = await launchChromium();
try {
  process.stdout.write(
    `node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, Chromium ${browser.version()}, ${loads} loads\n`,
  );
  for (const [name, parts] of Object.entries(reports)) {
    const start = performance.now();
    const html = await createReport(parts);
    const made = performance.now() - start;
    const file = join(folder, 'report.html');
    await writeFile(file, html);
    const paints: number[] = [];
    let requests = 0;
    for (let load = 0; load < loads; load++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      page.on('request', (request) => void (requests += request.url().startsWith('data:') ? 0 : 1));
      await page.goto(pathToFileURL(file).href);
      paints.push(await page.evaluate(firstPaint));
      await context.close();
    }
    paints.sort((a, b) => a - b);
    const charts = html.match(/<figure /g)?.length ?? 0;
    const [low, median, high] = [0.025, 0.5, 0.975].map((share) => Math.round(paints[Math.round(share * (loads - 1))] ?? 0));
    process.stdout.write(
      `${name}: ${charts} charts, ${Math.round(Buffer.byteLength(html) / 1024)} KiB, ${requests - loads} requests, ` +
        `first paint ${median} ms (${low} to ${high}, n = ${loads}), made in ${Math.round(made)} ms\n`,
    );
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

/** Runs in the page: milliseconds from the start of the navigation to the first contentful paint. */
function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-contentful-paint');
      if (entry) resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}

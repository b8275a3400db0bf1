import { createHash } from 'node:crypto';
import { isNsiError } from '@nsi/core';
import type { BenchReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { createReport } from '../src/report/create-report.ts';
import { hostileNames, reportMeasuring, reportNamed, reportOf } from './hostile-bench-reports.ts';
import { sampleBenchReport } from './sample-bench-report.ts';
import { largeProfileReport } from './large-profile-report.ts';
import { sampleProfileReport } from './sample-profile-report.ts';

const page = await createReport({ benchmark: sampleBenchReport(), title: 'Nightly' });

/** Everything between tags, without scripts and styles. */
function textOf(html: string): string {
  return html
    .replace(/<(script|style)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** Names of all attributes of all tags. */
function attributeNames(html: string): readonly string[] {
  const body = html.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
  return (body.match(/<[a-z](?:[^"'>]|"[^"]*")*>/g) ?? []).flatMap((tag) =>
    [...tag.matchAll(/ ([^\s"=<>]+)(?:="[^"]*")?/g)].map(([, name]) => name!),
  );
}

test('answers first: how many comparisons went which way', () => {
  const text = textOf(page);

  expect(text).toContain('Nightly');
  expect(text).toMatch(/Faster in \d+ of 31 comparisons, slower in \d+\./);
  expect(page.indexOf('<p class="verdict">')).toBeLessThan(page.indexOf('<section'));
});

test('has its chapters in the order of the questions a reader asks', () => {
  const chapters = [...page.matchAll(/<section id="([\w-]+)"/g)].map(([, id]) => id);

  expect(chapters).toEqual(['warnings', 'results', 'ratios', 'distributions', 'cost', 'resources', 'drift', 'environment', 'raw']);
});

test('says a result in words with its bounds, its confidence and its number of processes', () => {
  expect(textOf(page)).toMatch(/[\d.]+ times faster .*between [\d.]+ and [\d.]+, 99 % confidence, 7 processes/);
});

test('does not count a candidate as faster when its output is wrong', () => {
  const row = /<tr[^>]*data-search="clone\/nodes=10000[^"]*"[\s\S]*?<\/tr>/.exec(page)?.[0] ?? '';

  expect(row).toContain('data-verdict="wrong output"');
  expect(textOf(row)).toContain('differs at .children[41].weight: expected -0, got 0');
});

test('gives every chart an alternative text and a table', () => {
  const figures = page.match(/<figure[\s\S]*?<\/figure>/g) ?? [];

  expect(figures.length).toBeGreaterThan(10);
  for (const figure of figures) {
    expect(figure).toMatch(/<svg [^>]*role="img" [^>]*aria-label="[^"]{20,}"/);
    expect(figure).toMatch(/<tbody[\s\S]*<td/);
  }
});

test('allows exactly its own scripts and style sheet, named by hash, and no request', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
  const inline = [...page.matchAll(/<(?:script|style)>([\s\S]*?)<\/(?:script|style)>/g)].map(([, text]) => text!);

  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(inline).toHaveLength(3);
  for (const text of inline) expect(policy).toContain(createHash('sha256').update(text).digest('base64'));
  expect(attributeNames(page).filter((name) => /^on|^style$/.test(name))).toEqual([]);
});

test('names nothing outside the file', () => {
  expect(page).not.toMatch(/(?:src|href)="(?!#|data:,)/);
  expect(page).not.toContain('http://');
  expect(page).not.toContain('@import');
});

test('is the same for the same report', async () => {
  expect(await createReport({ benchmark: sampleBenchReport(), title: 'Nightly' })).toBe(page);
});

test('holds the raw JSON, whole when it is small', async () => {
  const benchmark = reportOf(2);

  const text = /<pre id="raw-benchmark.json"[^>]*>([\s\S]*?)<\/pre>/.exec(await createReport({ benchmark }))?.[1];

  expect(JSON.parse(text!)).toEqual(benchmark);
});

test.each(Object.entries(hostileNames))('keeps %s in a name as text', async (_, name) => {
  const html = await createReport({ benchmark: reportNamed(name), title: name });

  expect(html.match(/<script>/g)).toHaveLength(2);
  expect(html.match(/<style>/g)).toHaveLength(1);
  expect(html).not.toMatch(/<(?:img|set|!\[CDATA)/);
  expect(attributeNames(html).filter((name) => /^on|^style$/.test(name))).toEqual([]);
});

test.each([1e-9, 1e12, 0, -1, 1e308])('stays readable when everything measures %d', async (value) => {
  const text = textOf(await createReport({ benchmark: reportMeasuring(value) }));

  expect(text).toContain('Results');
  expect(text).not.toMatch(/\bNaN\b|undefined|\[object/);
});

test('shows 200 cases', async () => {
  const html = await createReport({ benchmark: reportOf(200) });

  expect(html.match(/<tr[^>]*data-verdict/g)?.length).toBeGreaterThanOrEqual(200);
});

test('says so when nothing was run, and when there was one sample', async () => {
  const empty = await createReport({ benchmark: { ...sampleBenchReport(), cases: [], isComplete: false } });
  const single = await createReport({ benchmark: sampleBenchReport({ forks: 1, samplesPerFork: 1 }) });

  expect(textOf(empty)).toContain('Nothing was compared. The run was interrupted: what follows is what was done.');
  expect(textOf(empty)).toContain('No case was run.');
  expect(textOf(single)).toContain('1 process');
});

test('refuses what it cannot show, with a code', async () => {
  const damaged = { ...sampleBenchReport(), cases: 'many' } as unknown as BenchReport;
  const newer = { ...sampleBenchReport(), schemaVersion: 99 } as unknown as BenchReport;
  const unmeasured = reportMeasuring(Number.NaN);
  const before = sampleBenchReport();

  await expect(createReport({})).rejects.toSatisfy((error) => isNsiError(error, 'NSI_VIZ_REPORT'));
  await expect(createReport({ before })).rejects.toSatisfy((error) => isNsiError(error, 'NSI_VIZ_REPORT'));
  await expect(createReport({ benchmark: damaged })).rejects.toSatisfy((error) => isNsiError(error, 'NSI_CORE_REPORT_INVALID'));
  await expect(createReport({ benchmark: newer })).rejects.toSatisfy((error) => isNsiError(error, 'NSI_CORE_REPORT_VERSION'));
  await expect(createReport({ benchmark: unmeasured })).rejects.toSatisfy((error) => isNsiError(error, 'NSI_CORE_REPORT_INVALID'));
});

test('compares two reports and says that the comparison is weak', async () => {
  const before = sampleBenchReport({ seed: 3 });
  const after = { ...sampleBenchReport({ seed: 4, drift: 0.8 }), cases: sampleBenchReport({ seed: 4, drift: 0.8 }).cases.slice(0, 20) };

  const text = textOf(await createReport({ before, after }));

  expect(text).toMatch(/Faster in \d+ of \d+ comparisons/);
  expect(text).toContain('come from different runs');
  expect(text).toContain('Only in the first report');
});

test('finds no change between a report and itself', async () => {
  const report = sampleBenchReport();

  const text = textOf(await createReport({ before: report, after: report }));

  expect(text).toMatch(/No difference was found in \d+ comparisons\./);
});

test('draws the history of several reports', async () => {
  const history = [1, 2, 3].map((seed) => sampleBenchReport({ seed, commit: `c0ffee${seed}`, samplesPerFork: 12 }));

  const html = await createReport({ benchmark: sampleBenchReport({ seed: 4, samplesPerFork: 12 }), history });

  expect(html).toContain('<section id="history"');
  expect(textOf(html)).toContain('4 reports, the oldest first.');
});

test('tells a profile in words: findings, the run, the hot functions', async () => {
  const text = textOf(await createReport({ profiler: sampleProfileReport() }));

  expect(text).toContain('readFileSync of one file takes 61 % of the CPU time');
  expect(text).toContain('Saves at most 61 % of the CPU time.');
  expect(text).toContain('Mostly computing: busy for 92 % of 3.1 s.');
  expect(text).toMatch(/loadTemplate .*server\.js:12 .*app 60 %/);
});

test('tells every part of a full profile: lines, waits, memory, time, calls, threads, what could not be told', async () => {
  const text = textOf(await createReport({ profiler: largeProfileReport(300) }));

  for (const words of [
    'Mostly computing: function4 takes a third.',
    'inlined into function0',
    'inlined functions, unresolved',
    'Hot lines',
    '127.0.0.1:5432 select * from users where id = $1',
    'Longest chain',
    'Minor collections',
    'Lines by bytes allocated',
    'loop held by',
    'Spans of the program',
    'fs.readFileSync',
    'Packages by loading time',
  ])
    expect(text).toContain(words);
});

test('says what changed between two profiles', async () => {
  const before = sampleProfileReport();
  const after = { ...before, summary: { ...before.summary, cpuNs: 1.45e9 }, findings: [] };

  const text = textOf(await createReport({ profilerBefore: before, profiler: after }));

  expect(text).toContain('CPU time fell from 2.9 s to 1.45 s, by a factor of 2.');
  expect(text).toMatch(/Findings that are gone\s+sync-fs-hot/);
  expect(text).toContain('Both call trees');
});

test('an earlier profile without a later one is refused', async () => {
  await expect(createReport({ profilerBefore: sampleProfileReport() })).rejects.toMatchObject({ code: 'NSI_VIZ_REPORT' });
});

test('puts a benchmark and a profile into one page', async () => {
  const html = await createReport({ benchmark: sampleBenchReport({ samplesPerFork: 12 }), profiler: sampleProfileReport() });
  const ids = [...html.matchAll(/<section id="([\w-]+)"/g)].map(([, id]) => id);

  expect(ids).toContain('findings');
  expect(new Set(ids).size).toBe(ids.length);
  expect(html.match(/<h1>/g)).toHaveLength(1);
});

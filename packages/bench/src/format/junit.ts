import type { BenchCase, BenchReport } from '@nsi/core/report';
import { benchmarkName } from './benchmark-name.ts';
import { type ForeignBenchmark, reportOfForeignRun } from './foreign-run.ts';
import { importError } from './import-error.ts';
import { defineImporter, type Importer } from './importer.ts';
import { type BenchProblem, problemsOf } from './problems.ts';
import { defineReporter, type Reporter } from './reporter.ts';
import { escapeXml, parseXml, type XmlElement } from './xml.ts';

const nsPerSecond = 1e9;

/** JUnit XML: a test case a variant, its time that of one call; a failure, wrong output or regression fails it. */
export const junitReporter: Reporter = defineReporter({
  name: 'junit',
  summary: 'JUnit XML, for test views of CI systems',
  extension: '.xml',
  render(report) {
    const problems = Map.groupBy(problemsOf(report), ({ caseId, variant }) => benchmarkName(caseId, variant));
    const suites = report.cases.map((benchCase) => suiteOf(benchCase, report, problems));
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="benchmarks">\n${suites.join('')}</testsuites>\n`;
  },
});

/** Reads JUnit XML of any tool: `time` of each test case in seconds. */
export const junitImporter: Importer = defineImporter({
  name: 'junit',
  summary: 'JUnit XML: the time of each test case',
  accepts: ({ json, text }) =>
    json === undefined && /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]{0,1000}?-->\s*)?<testsuites?[\s>]/.test(text.slice(0, 5000)),
  read({ text, name }) {
    const root = parseXml(text);
    if (root === undefined || !['testsuites', 'testsuite'].includes(root.name))
      throw importError(name, 'JUnit XML with the root `testsuites` or `testsuite`', 'something else');
    const suites = root.name === 'testsuite' ? [root] : suitesIn(root);
    return reportOfForeignRun({
      tool: 'junit',
      benchmarks: suites.flatMap((suite) => suite.children.filter(isTestCase).flatMap((test) => benchmarkOf(suite, test) ?? [])),
    });
  },
});

function suiteOf(
  { id, variants, failure }: BenchCase,
  { createdAt }: BenchReport,
  problems: ReadonlyMap<string, readonly BenchProblem[]>,
): string {
  const names = new Set([...variants.map(({ name }) => name), ...(failure === undefined ? [] : [failure.variant ?? ''])]);
  const tests = [...names].map((name) => {
    const told = problems.get(benchmarkName(id, name)) ?? [];
    const median = variants.find((variant) => variant.name === name)?.summary.median;
    const time = median === undefined || !Number.isFinite(median) ? '' : ` time="${median / nsPerSecond}"`;
    const failures = told.map(({ kind, message }) => `      <failure type="${escapeXml(kind)}" message="${escapeXml(message)}"/>\n`);
    const head = `    <testcase classname="${escapeXml(id)}" name="${escapeXml(name)}"${time}`;
    return { failed: told.length > 0, xml: failures.length === 0 ? `${head}/>\n` : `${head}>\n${failures.join('')}    </testcase>\n` };
  });
  const failed = tests.filter((test) => test.failed).length;
  const head = `  <testsuite name="${escapeXml(id)}" tests="${tests.length}" failures="${failed}" errors="0" timestamp="${escapeXml(createdAt)}">\n`;
  return `${head}${tests.map(({ xml }) => xml).join('')}  </testsuite>\n`;
}

function suitesIn(root: XmlElement): XmlElement[] {
  return root.children.filter(({ name }) => name === 'testsuite').flatMap((suite) => [suite, ...suitesIn(suite)]);
}

function isTestCase({ name }: XmlElement): boolean {
  return name === 'testcase';
}

function benchmarkOf(suite: XmlElement, test: XmlElement): ForeignBenchmark | undefined {
  const names = {
    caseId: test.attributes.get('classname') ?? suite.attributes.get('name') ?? 'junit',
    variant: test.attributes.get('name') ?? '',
  };
  const broken = test.children.find(({ name }) => name === 'failure' || name === 'error');
  const time = test.attributes.get('time');
  const seconds = Number(time);
  const isTimed = time !== undefined && Number.isFinite(seconds) && seconds >= 0;
  if (!isTimed && broken === undefined) return undefined;
  return {
    ...names,
    ...(isTimed ? { summary: { median: seconds * nsPerSecond } } : {}),
    ...(broken === undefined ? {} : { failure: broken.attributes.get('message') ?? (broken.text.trim() || 'the test failed') }),
  };
}

import type { BenchCase, BenchReport } from '@nsi/core/report';
import { sampleBenchReport } from './sample-bench-report.ts';

/** Names a report may bring: each must come out as text, whatever it holds. */
export const hostileNames: Readonly<Record<string, string>> = Object.freeze({
  'a script': '<script>globalThis.hacked = true</script>',
  'a script block end': '</script></style></title><img src=x onerror="globalThis.hacked = true">',
  'an attribute end': `"' onmouseover="globalThis.hacked = true" x='`,
  'an SVG': '<svg onload="globalThis.hacked = true"><set onbegin="globalThis.hacked = true"/></svg>',
  'an entity': '&lt;script&gt;&#x3c;b&#x3e;',
  'a template': '${globalThis.hacked = true} {{constructor}} $& $1',
  'a comment': '<!-- --> <![CDATA[ ]]>',
  '300 characters': 'x'.repeat(300),
  'right-to-left text': 'מבחן ביצועים \u202Eabc\u202C اختبار',
  'control characters': 'a\u0000b\u001Bc\u2028d\uD800e',
  'the name of a prototype': '__proto__',
  nothing: '',
});

/** The sample with one name in every place that takes a text. */
export function reportNamed(name: string): BenchReport {
  const report = sampleBenchReport({ samplesPerFork: 12, forks: 3 });
  const cases = report.cases.slice(0, 4).map((benchCase) => renamed(benchCase, name));
  return {
    ...report,
    createdAt: name,
    tool: { name, version: name },
    method: { name, options: { [name || 'empty']: name } },
    environment: { ...report.environment, node: name, v8: name, os: name, arch: name, cpuModel: name, gitCommit: name, flags: [name] },
    cases: [...cases, { ...renamed(report.cases.at(-1)!, name), failure: { code: name, message: name, variant: name } }],
    findings: [
      {
        id: name,
        severity: 'high',
        certainty: 'hint',
        message: name,
        where: [{ file: name, line: 1, function: name }],
        evidence: [{ label: name, value: name, unit: name }],
        fix: { package: name, function: name, docs: name, diff: name, whenNot: name },
        expectedGain: { share: 0.5, of: 'wall' },
      },
    ],
  };
}

function renamed(benchCase: BenchCase, name: string): BenchCase {
  const variants = benchCase.variants.map((variant) => ({
    ...variant,
    name: `${variant.name}${name}`,
    integrity: { status: 'failed', mode: name, difference: { at: name, expected: name, actual: name } } as const,
  }));
  return {
    ...benchCase,
    id: `${benchCase.id}${name}`,
    suite: name,
    category: name,
    description: name,
    params: { ...benchCase.params, [name || 'empty']: name },
    baseline: `${benchCase.baseline}${name}`,
    variants,
    comparisons: benchCase.comparisons.map((comparison) => ({
      ...comparison,
      baseline: `${comparison.baseline}${name}`,
      candidate: `${comparison.candidate}${name}`,
      method: name,
      expectation: { text: name, holds: false },
    })),
  };
}

/** The sample with every measured number replaced. */
export function reportMeasuring(value: number): BenchReport {
  const report = sampleBenchReport({ samplesPerFork: 12, forks: 3 });
  const replaced = (key: string, old: unknown): unknown => (typeof old === 'number' && measured.has(key) ? value : old);
  const cases = JSON.parse(JSON.stringify(report.cases), replaced) as readonly BenchCase[];
  return {
    ...report,
    cases: cases.map((benchCase) => ({
      ...benchCase,
      variants: benchCase.variants.map((variant) => ({
        ...variant,
        forks: variant.forks.map((fork) => ({ callsPerSample: 1, samplesNs: fork.samplesNs.map(() => value) })),
      })),
      comparisons: benchCase.comparisons.map((comparison) => ({ ...comparison, interval: [value, value] as const, forkRatios: [value] })),
    })),
  };
}

const measured: ReadonlySet<string> = new Set(
  'ratio median mad mean min p10 p90 p95 p99 cpuUserNs cpuSystemNs rssPeakBytes allocatedBytes gcCount gcNs itemsPerSecond'.split(' '),
);

/** The sample with `count` cases. */
export function reportOf(count: number): BenchReport {
  const report = sampleBenchReport({ samplesPerFork: 12, forks: 3 });
  const cases = Array.from({ length: count }, (_, index) => {
    const benchCase = report.cases[index % (report.cases.length - 1)]!;
    return { ...benchCase, id: `${benchCase.id}#${index}`, suite: `${benchCase.suite}-${index}` };
  });
  return { ...report, cases };
}

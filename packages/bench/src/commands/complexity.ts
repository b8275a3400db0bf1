import { resolve } from 'node:path';
import { isNsiError } from '@nsi/core';
import { type CommandCall, type CommandResult, printable } from '@nsi/core/cli';
import type { BenchReport, Suite } from '@nsi/core/report';
import { complexityOfReport, type CostGrowth } from '../compare/complexity-of-report.ts';
import { loadSuite } from '../engine/load-suite.ts';
import { benchError } from '../errors.ts';
import { readResults } from '../format/read-results.ts';
import { runSuites } from '../run/run-suites.ts';
import type { SuiteReference } from '../run/suite-reference.ts';
import { digits, durationText } from '../screen/quantity.ts';
import { callOptions, wordsOf } from './call-options.ts';
import { exitCodeOf } from './report-result.ts';
import { runSettings } from './run-settings.ts';
import { selectSuites } from './select-suites.ts';

/** `nsi-bench complexity`: measures suites that name a size, or fits what a results file holds. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const { report, parameterOf } = await reportFor(call);
  const growth = complexityOfReport(report, parameterOf);
  if (growth.length === 0 && report.isComplete) {
    throw benchError('NSI_BENCH_RESULTS', 'expected a suite with a numeric parameter of several values, got none', {
      hint: "Name it in the suite with `s.complexity('…')`, or pass `--against`.",
    });
  }
  return { data: { growth, report }, text: growth.map(sentence).join('\n'), exitCode: exitCodeOf(report, { gatesRegressions: false }) };
}

async function reportFor(
  call: CommandCall,
): Promise<{ readonly report: BenchReport; readonly parameterOf: (suite: string) => string | undefined }> {
  const against = callOptions(call).text('against');
  const files = wordsOf(call, 'files');
  const [file] = files;
  if (files.length === 1 && file !== undefined && /\.(?:json|txt|xml)$/i.test(file))
    return { report: await readResults(resolve(call.cwd, file)), parameterOf: () => against };

  const settings = runSettings(call);
  const { references, categories } = await selectSuites(call);
  const named = new Map<string, string>();
  const sized: SuiteReference[] = [];
  for (const reference of references) {
    const { complexity } = await loaded(reference);
    if (complexity === undefined && against === undefined) continue;
    named.set(reference.suite, against ?? complexity ?? '');
    sized.push(reference);
  }
  return {
    report: await runSuites(sized, { ...settings, ...(categories === undefined ? {} : { categories }) }),
    parameterOf: (suite) => named.get(suite),
  };
}

/** The suite, or a word of what is wrong with the module that should offer it. */
async function loaded(reference: SuiteReference): Promise<Suite> {
  try {
    return await loadSuite(reference, reference.suite);
  } catch (cause) {
    if (isNsiError(cause)) throw cause;
    throw benchError('NSI_BENCH_SETUP', `expected to import ${reference.url}, got ${String(cause)}`, { cause });
  }
}

function sentence({ suite, variant, parameter, fixed, sizes, fit }: CostGrowth): string {
  const values = Object.entries(fixed).map(([name, value]) => `${name}=${value}`);
  const head = printable(`${[suite, ...values].join(' ')}: ${variant}`);
  if (!fit) return `${head}: ${sizes.length} sizes of ${parameter}; four are needed to tell how cost grows`;
  const { best, alternative, weight, exponent, exponentInterval, overhead, cost } = fit;
  const certainty = alternative === undefined ? `${Math.round(weight * 100)} % of the evidence` : `${alternative} is nearly as likely`;
  const formula = best === '1' ? durationText(overhead) : `${durationText(overhead)} + ${durationText(cost)} · ${best}`;
  return `${head} looks like ${best} in ${parameter} (${certainty}); exponent ${digits(exponent)} [${digits(exponentInterval[0])}, ${digits(exponentInterval[1])}]; ${formula}`;
}

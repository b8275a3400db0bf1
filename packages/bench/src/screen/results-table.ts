import { printable } from '@nsi/core/cli';
import type { BenchCase, BenchReport, BenchVariant, Comparison, Measure } from '@nsi/core/report';
import { commonReach, intervalBar } from './interval-bar.ts';
import { createPaint, type Paint } from './paint.ts';
import { bytesText, digits, durationText, ratioText, ratioWords } from './quantity.ts';

export interface TableOptions {
  /** Width of the terminal. */
  readonly columns: number;
  readonly color: boolean;
}

/** A report as a person reads it: cases, intervals on one common axis, verdicts in words, then what the machine had to say. */
export function resultsTable(report: BenchReport, { columns, color }: TableOptions): string {
  const paint = createPaint(color);
  const layout = layoutOf(report, columns);
  const lines = report.cases.flatMap((benchCase) => [...caseLines(benchCase, layout, paint), '']);
  return [...lines, ...findingLines(report, paint), summaryLine(report, paint)].join('\n');
}

interface Layout {
  readonly nameWidth: number;
  readonly barCells: number;
  readonly reach: number;
}

function layoutOf({ cases }: BenchReport, columns: number): Layout {
  const longest = cases.reduce((most, { variants }) => variants.reduce((width, { name }) => Math.max(width, name.length), most), 8);
  return {
    nameWidth: Math.min(longest, Math.max(8, columns - 66), 40),
    barCells: columns >= 100 ? 25 : columns >= 76 ? 17 : 0,
    reach: commonReach(cases.flatMap(({ comparisons }) => comparisons)),
  };
}

/** A case: its head and a line a variant. */
export function caseLines(benchCase: BenchCase, layout: Layout, paint: Paint): string[] {
  const { id, variants, comparisons, baseline, failure } = benchCase;
  const head = [paint('bold', plain(id)), ...(failure === undefined ? [] : [paint('red', `failed: ${plain(failure.message)}`)])].join('  ');
  const rows = variants.map((variant) => {
    const comparison = comparisons.find(({ candidate }) => candidate === variant.name);
    return `  ${variantLine(variant, comparison, variants.length > 1 && variant.name === baseline, layout, paint)}`;
  });
  return [head, ...rows, ...measureLines(benchCase, paint)];
}

/** Figures beside time: a line for each, the baseline's first. */
function measureLines({ variants, baseline }: BenchCase, paint: Paint): string[] {
  const names = new Set(variants.flatMap((variant) => figuresOf(variant).map(({ name }) => name)));
  return [...names].map((name) => {
    const figures = variants.flatMap((variant) => {
      const measure = figuresOf(variant).find((candidate) => candidate.name === name);
      return measure ? [{ variant: variant.name, value: measure.value, unit: measure.unit }] : [];
    });
    const reference = figures.find(({ variant }) => variant === baseline)?.value;
    const texts = figures.map(({ variant, value, unit }) => {
      const share = variant === baseline || reference === undefined || reference === 0 ? '' : ` (${digits(value / reference)}×)`;
      return `${plain(variant)} ${unit === 'bytes' ? bytesText(value) : digits(value)}${share}`;
    });
    return paint('dim', `  ${plain(name)}: ${texts.join(', ')}`);
  });
}

function figuresOf({ measures = [], resources: { instructions } }: BenchVariant): readonly Measure[] {
  return instructions === undefined
    ? measures
    : [...measures, { name: 'instructions a call', value: instructions, unit: 'count', better: 'lower' }];
}

function variantLine(
  variant: BenchVariant,
  comparison: Comparison | undefined,
  isBaseline: boolean,
  { nameWidth, barCells, reach }: Layout,
  paint: Paint,
): string {
  const { name, summary, resources, integrity } = variant;
  const cells = [
    fit(plain(name), nameWidth),
    durationText(summary.median).padStart(9),
    resources.allocatedBytes === undefined ? ''.padStart(9) : paint('dim', bytesText(resources.allocatedBytes).padStart(9)),
  ];
  if (integrity.status === 'failed') return [...cells, paint('red', wrongOutput(variant))].join('  ');
  if (comparison === undefined) return [...cells, paint('dim', isBaseline ? 'baseline' : '')].join('  ').trimEnd();
  const bar = barCells === 0 ? [] : [intervalBar(comparison, { cells: barCells, reach })];
  return [...cells, ...bar, ratioText(comparison.ratio).padStart(6), verdictText(comparison, paint)].join('  ');
}

function wrongOutput({ integrity: { difference } }: BenchVariant): string {
  if (difference === undefined) return 'wrong output';
  return plain(`wrong output at ${difference.at}: expected ${difference.expected}, got ${difference.actual}`);
}

const styles = Object.freeze({ regression: 'red', improvement: 'green', 'no change': 'dim', inconclusive: 'yellow' } as const);

function verdictText(comparison: Comparison, paint: Paint): string {
  const { verdict, ratio, interval, moreForks, expectation } = comparison;
  const uncertainty = `± ${digits(((interval[1] - interval[0]) / 2 / ratio) * 100)} %`;
  const words = {
    regression: `${ratioWords(ratio)} ${uncertainty}`,
    improvement: `${ratioWords(ratio)} ${uncertainty}`,
    'no change': `no change ${uncertainty}`,
    inconclusive: `inconclusive ${Number.isFinite(interval[1]) ? uncertainty : ''}${moreForks === undefined ? '' : `, ${moreForks} more processes`}`,
  }[verdict];
  const promise = expectation === undefined || expectation.holds ? '' : paint('red', `  ✗ ${plain(expectation.text)}`);
  return `${paint(styles[verdict], words)}${promise}`;
}

function findingLines({ findings }: BenchReport, paint: Paint): string[] {
  const lines = findings.map(
    ({ severity, message }) =>
      `${paint(severity === 'high' ? 'red' : severity === 'note' ? 'dim' : 'yellow', severity)}  ${plain(message)}`,
  );
  return lines.length === 0 ? [] : [...lines, ''];
}

function summaryLine({ cases, isComplete, environment, method }: BenchReport, paint: Paint): string {
  const verdicts = cases.flatMap(({ comparisons }) => comparisons.map(({ verdict }) => verdict));
  const count = (verdict: Comparison['verdict']): number => verdicts.filter((candidate) => candidate === verdict).length;
  const failed = cases.filter(({ status }) => status === 'failed').length;
  const parts = [
    cases.length === 1 ? '1 case' : `${cases.length} cases`,
    ...(failed > 0 ? [paint('red', `${failed} failed`)] : []),
    ...(count('improvement') > 0 ? [paint('green', `${count('improvement')} faster`)] : []),
    ...(count('regression') > 0 ? [paint('red', `${count('regression')} slower`)] : []),
    ...(count('no change') > 0 ? [`${count('no change')} unchanged`] : []),
    ...(count('inconclusive') > 0 ? [paint('yellow', `${count('inconclusive')} inconclusive`)] : []),
    ...(isComplete ? [] : [paint('yellow', 'interrupted')]),
  ];
  const { cpuModel, cores, node } = environment;
  const machine = [
    ...(cpuModel === 'unknown' ? [] : [plain(cpuModel), `${cores} cores`]),
    ...(node === 'unknown' ? [] : [`Node ${plain(node.replace(/^v/, ''))}`]),
    plain(method.name),
  ].join(', ');
  return `${parts.join(' · ')}\n${paint('dim', machine)}`;
}

function fit(text: string, width: number): string {
  const characters = Array.from(text);
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : text.padEnd(width);
}

/** Foreign text on one line, with nothing that drives the terminal. */
function plain(text: string): string {
  return printable(text).replaceAll(/\s*\n\s*/g, ' ');
}

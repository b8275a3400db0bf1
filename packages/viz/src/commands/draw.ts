import { resolve } from 'node:path';
import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { writeOutput } from '@nsi/core/cli';
import { beforeAfter } from '../benchmark-chart/before-after.ts';
import { benchmarkChart } from '../benchmark-chart/benchmark-chart.ts';
import { chartOf } from '../benchmark-chart/chart-request.ts';
import { historyLine } from '../benchmark-chart/history-line.ts';
import type { ChartOptions } from '../chart/chart-options.ts';
import type { VegaLiteSpec } from '../chart/vega-lite-spec.ts';
import { vizError } from '../errors.ts';
import type { BenchReport, ProfileReport } from '@nsi/core/report';
import { readBenchReport, readProfileReport, readReport } from '../input/read-report.ts';
import { openFile } from '../output/open-file.ts';
import { type PictureFormat, pictureFormat } from '../output/picture-format.ts';
import type { ReportOptions } from '../report/create-report.ts';
import { hotFunctions } from '../profile-chart/hot-functions.ts';
import { renderText } from '../render/render-text.ts';
import { type DrawOptions, parseDrawOptions } from './draw-options.ts';

/** `nsi-viz …`: the report as HTML, or one chart. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const options = parseDrawOptions(call);
  return options.report === true ? await drawReport(options, call) : await drawChart(options, call);
}

async function drawReport(options: DrawOptions, call: CommandCall): Promise<CommandResult> {
  const { createReport } = await import('../report/create-report.ts');
  const [before, after] = options.compare ?? [];
  const [benchmark, profiler, earlier, later, history] = await Promise.all([
    options.benchmark === undefined ? undefined : readBenchReport(options.benchmark, call),
    options.profiler === undefined ? undefined : readProfileReport(options.profiler, call),
    before === undefined ? undefined : readReport(before, call),
    after === undefined ? undefined : readReport(after, call),
    Promise.all((options.history ?? []).map((file) => readBenchReport(file, call))),
  ]);
  const page = await createReport({
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(profiler === undefined ? {} : { profiler }),
    ...comparedReports(earlier, later),
    ...(history.length === 0 ? {} : { history }),
    ...(options.title === undefined ? {} : { title: options.title }),
  });
  const file = call.frame.output ?? 'report.html';
  return await written(file, page, { kind: 'report' }, options, call);
}

/** Two benchmark reports, or two profiles of one program. */
function comparedReports(before: BenchReport | ProfileReport | undefined, after: BenchReport | ProfileReport | undefined): ReportOptions {
  if (!before || !after) return {};
  if (before.kind === 'nsi.bench' && after.kind === 'nsi.bench') return { before, after };
  if (before.kind === 'nsi.profile' && after.kind === 'nsi.profile') return { profilerBefore: before, profiler: after };
  throw vizError('NSI_VIZ_REPORT', `expected two reports of one kind behind \`--compare\`, got ${before.kind} and ${after.kind}`);
}

async function drawChart(options: DrawOptions, call: CommandCall): Promise<CommandResult> {
  const spec = await chartFor(options, call);
  const format = pictureFormat(options.format, call.frame.output);
  const facts = { kind: spec.usermeta.nsi.kind, format, table: spec.usermeta.nsi.table };
  const picture = await pictureOf(spec, format, options, call);
  const output = call.frame.output ?? (format === 'png' ? `${facts.kind}.png` : undefined);
  if (output !== undefined) return await written(output, picture, facts, options, call);
  return { data: format === 'vl.json' ? spec : facts, text: String(picture) };
}

async function chartFor(options: DrawOptions, call: CommandCall): Promise<VegaLiteSpec> {
  const { title, width } = options;
  const chartOptions: ChartOptions = { ...(title === undefined ? {} : { title }), ...(width === undefined ? {} : { width }) };
  if (options.compare !== undefined && (options.chart === 'slope' || options.chart === undefined)) {
    const [before, after] = await Promise.all(options.compare.map((file) => readBenchReport(file, call)));
    if (before && after) return chartOf(beforeAfter(before, after), chartOptions);
  }
  const file = options.benchmark ?? options.compare?.[1];
  if (file === undefined) return chartOf(hotFunctions(await readProfileReport(options.profiler ?? '-', call)), chartOptions);
  const [report, ...earlier] = await Promise.all([file, ...(options.history ?? [])].map((name) => readBenchReport(name, call)));
  if (report === undefined) throw vizError('NSI_VIZ_INPUT', 'expected a benchmark report, got none');
  const kind = options.chart === undefined || options.chart === 'slope' ? 'ratio' : options.chart;
  if (kind === 'line' && earlier.length > 0) return chartOf(historyLine([...earlier, report]), chartOptions);
  return benchmarkChart(kind, report, { ...chartOptions, ...(options.case === undefined ? {} : { caseId: options.case }) });
}

async function pictureOf(
  spec: VegaLiteSpec,
  format: PictureFormat,
  { theme = 'light', scale }: DrawOptions,
  { frame }: CommandCall,
): Promise<string | Uint8Array> {
  if (format === 'vl.json') return `${JSON.stringify(spec, null, 2)}\n`;
  if (format === 'txt') return renderText(spec, { columns: Math.min(400, Math.max(40, frame.columns)) });
  if (format === 'svg') {
    const { renderSvg } = await import('../render/render-svg.ts');
    return await renderSvg(spec, { theme, standalone: true });
  }
  if (theme === 'css')
    throw vizError('NSI_VIZ_FORMAT', 'expected `--theme light` or `dark` for a PNG, got css', {
      hint: 'A PNG has one theme; write an SVG for both.',
    });
  const { renderPng } = await import('../render/render-png.ts');
  return await renderPng(spec, { theme, ...(scale === undefined ? {} : { scale }) });
}

async function written(
  output: string,
  content: string | Uint8Array,
  facts: Readonly<Record<string, unknown>>,
  { open = false }: DrawOptions,
  { cwd, note }: CommandCall,
): Promise<CommandResult> {
  const file = resolve(cwd, output);
  try {
    await writeOutput(file, content);
  } catch (cause) {
    throw vizError('NSI_VIZ_OUTPUT', `expected to write ${output}, got ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`, {
      cause,
    });
  }
  if (open && !(await openFile(file))) note(`No program to open ${output} with: open it by hand.`);
  return { data: { ...facts, file, bytes: Buffer.byteLength(content) }, text: file, document: false };
}

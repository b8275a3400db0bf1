import { parseBenchReport, parseProfileReport, type BenchReport, type ProfileReport } from '@nsi/core/report';
import { vizError } from '../errors.ts';
import { benchSections } from './bench/bench-sections.ts';
import { compactReport } from './bench/compact-report.ts';
import { benchMasthead } from './bench/overview.ts';
import { pairReports } from './compare/before-after-report.ts';
import { compareSections } from './compare/compare-sections.ts';
import { profileChangeMasthead, profileChangeSections } from './compare/profile-changes.ts';
import { renderDocument } from './page/document.ts';
import { dateWords, type Masthead, renderAnswer, renderMasthead } from './page/masthead.ts';
import { type RawDocument, rawSection } from './page/raw-section.ts';
import { withShortPaths } from './profile/short-paths.ts';
import { profileMasthead, profileSections } from './profile/profile-part.ts';
import type { ReportSection } from './report-section.ts';

/** What a report shows. At least one of `benchmark`, `profiler` and the pair `before` and `after` is needed. */
export interface ReportOptions {
  readonly benchmark?: BenchReport;
  readonly profiler?: ProfileReport;
  /** An earlier profile of the same program: adds what changed, with both call trees as one. Only with `profiler`. */
  readonly profilerBefore?: ProfileReport;
  /** Two benchmark reports to compare, both or neither. */
  readonly before?: BenchReport;
  readonly after?: BenchReport;
  /** Earlier benchmark reports, the oldest first: adds a history that ends with `benchmark`. */
  readonly history?: readonly BenchReport[];
  /** Default: what the report is about. */
  readonly title?: string;
}

/**
 * A report as one HTML file that needs nothing else: charts as static SVG with their numbers as tables, light and dark, with a few
 * kilobytes of script it can do without. It makes no request, and nothing in the given reports can run in it.
 * Rejects with `NSI_VIZ_REPORT` when there is nothing to show, and as `parseBenchReport` and `parseProfileReport` on damaged reports.
 *
 * @example
 * await writeFile('report.html', await createReport({ benchmark: parseBenchReport(await readFile('results.json', 'utf8')) }));
 */
export async function createReport(options: ReportOptions): Promise<string> {
  const parts = await Promise.all(partsOf(options));
  const [first, ...others] = parts;
  if (!first) throw vizError('NSI_VIZ_REPORT', 'expected `benchmark`, `profiler`, or `before` and `after`, got none of them');
  const sections = [first.sections, ...others.map(({ masthead, sections }) => [introSection(masthead), ...sections])].flat();
  return renderDocument({
    title: options.title ?? first.masthead.title,
    description: first.masthead.verdict,
    header: renderMasthead({ ...first.masthead, title: options.title ?? first.masthead.title }),
    sections: uniqueIds([...sections, rawSection(parts.flatMap(({ documents }) => documents))]),
  });
}

/** One of the reports a page is made from. */
interface ReportPart {
  readonly masthead: Masthead;
  readonly sections: readonly ReportSection[];
  readonly documents: readonly RawDocument[];
}

function partsOf({ benchmark, profiler, profilerBefore, before, after, history = [] }: ReportOptions): readonly Promise<ReportPart>[] {
  if ((before === undefined) !== (after === undefined)) {
    throw vizError('NSI_VIZ_REPORT', `expected both \`before\` and \`after\`, got \`${before ? 'before' : 'after'}\` alone`);
  }
  const parts: Promise<ReportPart>[] = [];
  if (before && after) parts.push(comparePart(parseBenchReport(before), parseBenchReport(after)));
  if (benchmark)
    parts.push(
      benchPart(
        parseBenchReport(benchmark),
        history.map((report) => parseBenchReport(report)),
      ),
    );
  if (profilerBefore && !profiler)
    throw vizError('NSI_VIZ_REPORT', 'expected `profiler` beside `profilerBefore`, got `profilerBefore` alone');
  if (profiler && profilerBefore) parts.push(profilePairPart(parseProfileReport(profilerBefore), parseProfileReport(profiler)));
  else if (profiler) parts.push(profilePart(parseProfileReport(profiler)));
  return parts;
}

async function benchPart(report: BenchReport, history: readonly BenchReport[]): Promise<ReportPart> {
  const sections = await benchSections(report, history);
  return { masthead: benchMasthead(report), sections, documents: [compactReport(report, 'benchmark.json')] };
}

async function comparePart(before: BenchReport, after: BenchReport): Promise<ReportPart> {
  const pair = pairReports(before, after);
  return {
    masthead: {
      ...benchMasthead(pair.report),
      eyebrow: ['Comparison of two reports', dateWords(after.createdAt)],
      title: 'Before and after',
    },
    sections: await compareSections(pair, before, after),
    documents: [compactReport(before, 'before.json'), compactReport(after, 'after.json')],
  };
}

async function profilePart(report: ProfileReport): Promise<ReportPart> {
  const { callTree: _tree, frames: _frames, functions: _functions, series: _series, ...rest } = report;
  const note = `The call tree of ${report.callTree.frame.length.toLocaleString('en')} nodes, the functions and the series are left out; the file the profiler wrote has them.`;
  const shown = withShortPaths(report);
  return {
    masthead: profileMasthead(shown),
    sections: await profileSections(shown),
    documents: [{ name: 'profile.json', value: rest, note }],
  };
}

async function profilePairPart(before: ProfileReport, after: ProfileReport): Promise<ReportPart> {
  const { sections, documents } = await profilePart(after);
  const [earlier, later] = [withShortPaths(before), withShortPaths(after)];
  return {
    masthead: profileChangeMasthead(earlier, later),
    sections: [...profileChangeSections(earlier, later), ...sections],
    documents,
  };
}

/** The answer of a further part, where the first one has the head of the page. */
function introSection(masthead: Masthead): ReportSection {
  return { id: 'part', title: masthead.title, body: renderAnswer(masthead) };
}

/** Two parts may bring chapters of one name. */
function uniqueIds(sections: readonly ReportSection[]): readonly ReportSection[] {
  const seen = new Map<string, number>();
  return sections.map((section) => {
    const count = (seen.get(section.id) ?? 0) + 1;
    seen.set(section.id, count);
    return count === 1 ? section : { ...section, id: `${section.id}-${count}` };
  });
}

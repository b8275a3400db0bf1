import type { BenchReport } from '@nsi/core/report';
import type { ReportSection } from '../report-section.ts';
import { costSection } from './cost.ts';
import { distributionsSection } from './distributions.ts';
import { driftSection } from './drift.ts';
import { environmentSection } from './environment.ts';
import { historySection } from './history.ts';
import { ratioPlotSection } from './ratio-plot.ts';
import { resourcesSection } from './resources.ts';
import { resultsSection } from './results.ts';
import { warningsSection } from './warnings.ts';

/** The chapters of a benchmark report, the answer first and what it rests on after it. Chapters without content are left out; earlier reports, the oldest first, add a history. */
export async function benchSections(report: BenchReport, history: readonly BenchReport[] = []): Promise<readonly ReportSection[]> {
  const [ratios, past, distributions, cost, drift] = await Promise.all([
    ratioPlotSection(report),
    historySection([...history, report]),
    distributionsSection(report),
    costSection(report),
    driftSection(report),
  ]);
  const sections = [
    warningsSection(report.findings),
    resultsSection(report),
    ratios,
    past,
    distributions,
    cost,
    resourcesSection(report),
    drift,
    environmentSection(report),
  ];
  return sections.filter((section) => section !== undefined);
}

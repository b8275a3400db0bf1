import type { BenchReport } from '@nsi/core/report';
import type { ReportSection } from '../report-section.ts';
import { costSection } from './cost.ts';
import { distributionsSection } from './distributions.ts';
import { driftSection } from './drift.ts';
import { environmentSection } from './environment.ts';
import { ratioPlotSection } from './ratio-plot.ts';
import { resourcesSection } from './resources.ts';
import { resultsSection } from './results.ts';
import { warningsSection } from './warnings.ts';

/** The chapters of a benchmark report, the answer first and what it rests on after it. Chapters without content are left out. */
export async function benchSections(report: BenchReport): Promise<readonly ReportSection[]> {
  const [ratios, distributions, cost, drift] = await Promise.all([
    ratioPlotSection(report),
    distributionsSection(report),
    costSection(report),
    driftSection(report),
  ]);
  const sections = [
    warningsSection(report.findings),
    resultsSection(report),
    ratios,
    distributions,
    cost,
    resourcesSection(report),
    drift,
    environmentSection(report),
  ];
  return sections.filter((section) => section !== undefined);
}

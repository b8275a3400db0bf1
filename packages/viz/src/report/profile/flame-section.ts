import type { ProfileReport } from '@nsi/core/report';
import { flameMarkup } from '../../flame-graph/flame-markup.ts';
import { flameTree } from '../../flame-graph/flame-tree.ts';
import type { ReportSection } from '../report-section.ts';

/** Who called whom, and how much of the samples each call has. */
export function flameSection(report: ProfileReport): ReportSection | undefined {
  if (report.callTree.frame.length < 2) return undefined;
  return {
    id: 'flame-graph',
    title: 'Flame graph',
    lead: 'Each bar is a function, as wide as its share of the samples; below it stands what it calls. A wide bar with nothing below it is where time goes.',
    body: flameMarkup(flameTree(report), 'Flame graph of the run'),
    scripts: ['flame graph'],
  };
}

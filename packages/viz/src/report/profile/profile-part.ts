import type { ProfileReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { environmentFacts, renderFacts } from '../page/environment-list.ts';
import { renderFinding } from '../page/finding-card.ts';
import { html } from '../page/html.ts';
import { dateWords, type Masthead } from '../page/masthead.ts';
import type { ReportSection } from '../report-section.ts';
import { flameSection } from './flame-section.ts';
import { hotFunctionsSection } from './hot-functions.ts';
import { hotLinesSection } from './hot-lines.ts';
import { memorySection } from './memory-section.ts';
import { partsSection } from './parts-section.ts';
import { timelineSection } from './timeline-section.ts';
import { waitingSection } from './waiting.ts';
import { timeSection } from './where-time-went.ts';

/** The answer of a profile: where the time went, in one sentence. */
export function profileMasthead(report: ProfileReport): Masthead {
  const { isComplete, findings, target, environment } = report;
  const worst = findings.find(({ severity }) => severity === 'high');
  return {
    eyebrow: ['Profile report', dateWords(report.createdAt), `Node ${environment.node.replace(/^v/, '')}, ${target.kind} ${target.path}`],
    title: 'Profile',
    verdict: report.summary.verdict ?? worst?.message ?? whereTimeWent(report),
    qualification: [
      report.summary.verdict === undefined && worst && whereTimeWent(report),
      ...(report.summary.warnings ?? []),
      !isComplete && 'The program ended before the profile was complete: what follows is what was seen.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** The chapters of a profile report: the advice first, then where time went, from the whole to the single line, then all the rest. */
export async function profileSections(report: ProfileReport): Promise<readonly ReportSection[]> {
  const sections = [
    findingsSection(report),
    timeSection(report),
    hotFunctionsSection(report),
    hotLinesSection(report),
    flameSection(report),
    waitingSection(report),
    ...(await Promise.all([memorySection(report), timelineSection(report)])),
    partsSection(report),
    summarySection(report),
  ];
  return sections.filter((section) => section !== undefined);
}

function whereTimeWent({ summary: { wallNs, eventLoopUtilization, gcNs, cpuNs } }: ProfileReport): string {
  const busy = formatValue(eventLoopUtilization, 'percent');
  const gcShare =
    cpuNs > 0 && gcNs / cpuNs >= 0.05 ? ` Garbage collection took ${formatValue(gcNs / cpuNs, 'percent')} of the CPU time.` : '';
  if (eventLoopUtilization < 0.3) return `Mostly waiting: busy for ${busy} of ${formatValue(wallNs, 'ns')}.${gcShare}`;
  return `${eventLoopUtilization < 0.7 ? 'Partly busy' : 'Mostly computing'}: busy for ${busy} of ${formatValue(wallNs, 'ns')}.${gcShare}`;
}

const fewSamples = 100;

function findingsSection({ findings, summary: { sampleCount } }: ProfileReport): ReportSection {
  const none = html`<p class="empty">No rule found a cause. The functions below are where the time went.</p>`;
  return {
    id: 'findings',
    title: 'Findings',
    ...(sampleCount < fewSamples && { lead: `Only ${sampleCount} samples: profile for longer before you trust a share.` }),
    body: findings.length === 0 ? none : html`<div class="findings">${findings.map((finding) => renderFinding(finding))}</div>`,
  };
}

function summarySection({ summary, environment, target }: ProfileReport): ReportSection {
  const { wallNs, cpuNs, gcNs, eventLoopUtilization, sampleCount, intervalNs, overheadRatio, exit } = summary;
  return {
    id: 'profile-summary',
    title: 'The run',
    body: renderFacts([
      ['Program', html`<code>${[target.path, ...target.args].join(' ')}</code>`],
      ['Elapsed', formatValue(wallNs, 'ns')],
      ['CPU', formatValue(cpuNs, 'ns')],
      ['Garbage collection', formatValue(gcNs, 'ns')],
      ['Event loop busy', formatValue(eventLoopUtilization, 'percent')],
      ['Samples', `${sampleCount.toLocaleString('en')}, one each ${formatValue(intervalNs, 'ns')}`],
      ['Cost of profiling', `about ${formatValue(overheadRatio, 'percent')} of the CPU time`],
      ['Exit', exit.signal ?? (exit.code === null ? 'still running' : `code ${exit.code}`)],
      ...environmentFacts(environment),
    ]),
  };
}

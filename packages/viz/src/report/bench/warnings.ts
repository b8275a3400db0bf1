import type { Finding } from '@nsi/core/report';
import { renderFinding } from '../page/finding-card.ts';
import { html } from '../page/html.ts';
import type { ReportSection } from '../report-section.ts';

/** What the reader should know about the machine and the run before trusting a number. */
export function warningsSection(findings: readonly Finding[]): ReportSection | undefined {
  if (findings.length === 0) return undefined;
  return {
    id: 'warnings',
    title: findings.length === 1 ? 'One thing to know first' : `${findings.length} things to know first`,
    body: html`<div class="findings">${findings.map((finding) => renderFinding(finding))}</div>`,
  };
}

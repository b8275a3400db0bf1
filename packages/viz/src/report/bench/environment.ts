import type { BenchReport } from '@nsi/core/report';
import { environmentFacts, renderFacts } from '../page/environment-list.ts';
import { html } from '../page/html.ts';
import type { ReportSection } from '../report-section.ts';

/** Where and how the numbers were made: what it takes to make them again. */
export function environmentSection({ environment, method, tool }: BenchReport): ReportSection {
  const options = Object.entries(method.options).map(
    ([name, value]) => [name, typeof value === 'number' ? value.toLocaleString('en') : String(value)] as const,
  );
  return {
    id: 'environment',
    title: 'Environment and method',
    body: html`${renderFacts(environmentFacts(environment))}
      <h3>Method <code>${method.name}</code></h3>
      ${renderFacts([['Tool', `${tool.name} ${tool.version}`], ...options])}
      <details class="part">
        <summary>How to read the words</summary>
        <dl class="words">
          <dt>improvement, regression</dt>
          <dd>The whole interval lies beyond the threshold on one side.</dd>
          <dt>no change</dt>
          <dd>The whole interval lies so close to 1× that any difference is too small to matter.</dd>
          <dt>inconclusive</dt>
          <dd>The interval allows more than one of these; more processes would narrow it.</dd>
          <dt>1.9 times faster</dt>
          <dd>The baseline takes 1.9 times as long as the candidate. Below one and a half times, the same is said in percent.</dd>
          <dt>same output</dt>
          <dd>Before anything was timed, the candidate’s result was compared with the baseline’s.</dd>
        </dl>
      </details>`,
  };
}

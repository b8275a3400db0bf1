import type { EnvironmentCapture } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html, type HtmlValue } from './html.ts';

/** A fact of the environment in words. */
export type Fact = readonly [label: string, value: HtmlValue];

/** The machine and process of a report, in the order a reader asks for them. */
export function environmentFacts(environment: EnvironmentCapture): readonly Fact[] {
  const {
    node,
    v8,
    os,
    arch,
    cpuModel,
    cores,
    memoryBytes,
    memoryLimitBytes,
    cpuLimit,
    loadAverage,
    stealRatio,
    throttledRatio,
    gitCommit,
    gitDirty,
    flags,
  } = environment;
  const facts: readonly (Fact | false | undefined)[] = [
    ['Node.js', node.replace(/^v/, '')],
    ['V8', v8],
    ['System', `${os} ${arch}`],
    ['Processor', cpuModel],
    ['Cores', cpuLimit === undefined ? cores : `${cores}, limited to ${cpuLimit}`],
    [
      'Memory',
      memoryLimitBytes === undefined
        ? formatValue(memoryBytes, 'bytes')
        : `${formatValue(memoryBytes, 'bytes')}, limited to ${formatValue(memoryLimitBytes, 'bytes')}`,
    ],
    ['Load at the start', loadAverage.map((load) => load.toFixed(2)).join(', ')],
    stealRatio !== undefined && ['Taken by other guests', formatValue(stealRatio, 'percent')],
    throttledRatio !== undefined && ['Throttled', `${formatValue(throttledRatio, 'percent')} of periods`],
    gitCommit !== undefined && ['Commit', html`<code>${gitCommit.slice(0, 12)}</code>${gitDirty && ' with local changes'}`],
    ['Flags', flags.length === 0 ? 'none' : flags.map((flag) => html`<code>${flag}</code> `)],
  ];
  return facts.filter((fact) => fact !== false && fact !== undefined);
}

/** Facts as a list of label and value. */
export function renderFacts(facts: readonly Fact[]): Html {
  return html`<dl class="facts">
    ${facts.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd><bdi>${value}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}

import type { FrameCategory, ProfileReport } from '@nsi/core/report';
import { categoryWords } from '../../flame-graph/flame-tree.ts';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from '../page/html.ts';
import type { ReportSection } from '../report-section.ts';

interface Part {
  readonly kind: string;
  readonly words: string;
  readonly share: number;
  readonly amount: string;
}

/** Two bars: the elapsed time, busy or waiting, and the samples by the kind of code that ran. */
export function timeSection(report: ProfileReport): ReportSection {
  return {
    id: 'where-time-went',
    title: 'Where time went',
    body: html`<div class="figure">
      ${bar('Elapsed time of the event loop', wallParts(report))} ${bar('Busy samples, by kind of code', busyParts(report))}
    </div>`,
  };
}

function wallParts({ summary: { wallNs, eventLoopUtilization } }: ProfileReport): readonly Part[] {
  const busy = Math.min(1, Math.max(0, eventLoopUtilization));
  return [
    { kind: 'app', words: 'busy', share: busy, amount: formatValue(wallNs * busy, 'ns') },
    { kind: 'idle', words: 'waiting', share: 1 - busy, amount: formatValue(wallNs * (1 - busy), 'ns') },
  ];
}

const order: readonly FrameCategory[] = ['app', 'dependency', 'node', 'native', 'gc'];

function busyParts({ frames, callTree, summary: { intervalNs } }: ProfileReport): readonly Part[] {
  const samples = new Map<FrameCategory, number>();
  for (const [row, index] of callTree.frame.entries()) {
    const category = frames[index]?.category ?? 'native';
    samples.set(category, (samples.get(category) ?? 0) + (callTree.self[row] ?? 0));
  }
  const all = order.reduce((sum, category) => sum + (samples.get(category) ?? 0), 0);
  return order
    .map((category) => ({ category, count: samples.get(category) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ category, count }) => ({
      kind: category,
      words: categoryWords[category],
      share: count / all,
      amount: formatValue(count * intervalNs, 'ns'),
    }));
}

function bar(title: string, parts: readonly Part[]): Html | undefined {
  if (parts.length === 0) return undefined;
  let start = 0;
  const pieces = parts.map(({ kind, share }) => {
    const x = start;
    start += share * 100;
    return html`<rect class="flame--${kind}" x="${x.toFixed(3)}%" width="${(share * 100).toFixed(3)}%" height="22" />`;
  });
  return html`<div class="time-bar">
    <h3>${title}</h3>
    <svg class="flame" width="100%" height="22" aria-hidden="true">${pieces}</svg>
    <ul class="legend flame-legend flame">
      ${parts.map(({ kind, words, share, amount }) => html`<li><i class="flame-key flame--${kind}"></i>${words} <b>${formatValue(share, 'percent')}</b> <small>${amount}</small></li>`)}
    </ul>
  </div>`;
}

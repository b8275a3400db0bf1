import type { Signal } from '@nsi/core/report';
import { formatInterval, formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from './html.ts';

/** What was measured, how sure it is, and the bound it passed. Shares also as a bar with the bound marked on it. */
export function renderSignal({ name, value, unit, interval, threshold, sampleCount }: Signal): Html {
  const kind = unit === 'ratio' ? 'percent' : unit;
  const bounds = interval ? ` (${formatInterval(interval[0], interval[1], kind)})` : '';
  return html`<div class="signal">
    ${unit === 'ratio' && value <= 1 && shareBar(value, interval ?? [value, value], threshold)}
    <p>
      <b>${formatValue(value, kind)}</b>${bounds} ${name}; the rule speaks from ${formatValue(threshold, kind)} on.
      <small>n = ${sampleCount.toLocaleString('en')}</small>
    </p>
  </div>`;
}

function shareBar(value: number, [low, high]: readonly [low: number, high: number], threshold: number): Html {
  return html`<svg class="share-bar" width="100%" height="10" aria-hidden="true">
    <rect class="share-all" width="100%" height="10" rx="5" />
    <rect class="share-part" width="${percent(value)}" height="10" rx="5" />
    <rect class="share-doubt" x="${percent(low)}" width="${percent(Math.max(0.002, high - low))}" height="10" />
    <line class="share-bound" x1="${percent(threshold)}" x2="${percent(threshold)}" y1="0" y2="10" />
  </svg>`;
}

function percent(share: number): string {
  return `${Number((Math.min(1, Math.max(0, share)) * 100).toFixed(2))}%`;
}

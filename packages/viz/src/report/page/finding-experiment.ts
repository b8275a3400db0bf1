import type { Experiment } from '@nsi/core/report';
import { formatInterval, formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from './html.ts';

const verdictWords = Object.freeze({
  confirmed: 'It helps here.',
  refuted: 'It does not help here: leave it.',
  inconclusive: 'The runs do not tell.',
});

/** What came of trying the advice on the program itself: the verdict in words, the ratio with its interval, and the runs it stands on. */
export function renderExperiment({ summary, beforeNs, afterNs, of, ratio, interval, confidence, verdict }: Experiment): Html {
  const time = of === 'cpu' ? 'CPU time' : 'elapsed time';
  return html`<div class="experiment experiment--${verdict}">
    <p><b>Tried: ${verdict}.</b> ${verdictWords[verdict]}</p>
    <p>
      ${summary}: ${time} divided by <b>${formatValue(ratio, 'number')}</b> (${formatInterval(interval[0], interval[1])},
      ${formatValue(confidence, 'percent')} confidence, ${beforeNs.length} pairs), median ${medianWords(beforeNs)} before and
      ${medianWords(afterNs)} with it.
    </p>
  </div>`;
}

function medianWords(times: readonly number[]): string {
  const ordered = times.toSorted((a, b) => a - b);
  return formatValue(ordered[Math.floor(ordered.length / 2)], 'ns');
}

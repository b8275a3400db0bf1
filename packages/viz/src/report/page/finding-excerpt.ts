import type { Excerpt } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from './html.ts';

/** Shades of heat, from a line that was hardly seen to the hottest one. */
const shades = 4;
const leastShare = 0.001;
/** From here on a line has the full shade, and none has it for being the hottest of a cold lot. */
const fullShare = 0.25;

/** Source lines with the share of the samples that fell on each, as a number and as a shade; the line that a finding names is marked. */
export function renderExcerpt({ firstLine, lines, shares }: Excerpt, named: number | undefined): Html {
  const hottest = Math.max(fullShare, ...shares);
  return html`<table class="excerpt" tabindex="0">
    <caption>
      Lines ${firstLine} to ${firstLine + lines.length - 1} with their shares of the samples
    </caption>
    <tbody>
      ${lines.map((line, index) => {
        const share = shares[index] ?? 0;
        const heat = share < leastShare ? 0 : Math.max(1, Math.ceil((share / hottest) * shades));
        const isNamed = firstLine + index === named;
        return html`<tr class="heat--${heat}${isNamed && ' named'}">
          <th scope="row">${isNamed && html`<span title="the line of the finding">▸ </span>`}${firstLine + index}</th>
          <td class="share">${heat > 0 && formatValue(share, 'percent')}</td>
          <td><code>${line}</code></td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

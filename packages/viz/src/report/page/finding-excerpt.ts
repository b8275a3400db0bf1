import type { Excerpt } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { html, type Html } from './html.ts';

/** Shades of heat, from a line that was hardly seen to the hottest one. */
const shades = 4;
const leastShare = 0.001;

/** Source lines with the share of the samples that fell on each, as a number and as a shade. */
export function renderExcerpt({ firstLine, lines, shares }: Excerpt): Html {
  const hottest = Math.max(leastShare, ...shares);
  return html`<table class="excerpt" tabindex="0">
    <caption>
      Lines ${firstLine} to ${firstLine + lines.length - 1} with their shares of the samples
    </caption>
    <tbody>
      ${lines.map((line, index) => {
        const share = shares[index] ?? 0;
        const heat = share < leastShare ? 0 : Math.max(1, Math.ceil((share / hottest) * shades));
        return html`<tr class="heat--${heat}">
          <th scope="row">${firstLine + index}</th>
          <td class="share">${heat > 0 && formatValue(share, 'percent')}</td>
          <td><code>${line}</code></td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

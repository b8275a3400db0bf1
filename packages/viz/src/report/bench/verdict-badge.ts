import type { Verdict } from '@nsi/core/report';
import { html, type Html, trustedMarkup } from '../page/html.ts';

/** The class that colours a verdict; a sign and the word always stand beside the colour. */
export const verdictClass: Readonly<Record<Verdict, string>> = Object.freeze({
  improvement: 'good',
  regression: 'bad',
  'no change': 'neutral',
  inconclusive: 'unsure',
});

const signs: Readonly<Record<Verdict, string>> = Object.freeze({
  improvement: '<path d="M6 1.5 11 10H1z"/>',
  regression: '<path d="M6 10.5 1 2h10z"/>',
  'no change': '<path d="M1.5 3h9v2h-9zM1.5 7h9v2h-9z"/>',
  inconclusive: '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.5 1.7"/>',
});

/** The sign of a verdict: up, down, equal, open. */
export function verdictSign(verdict: Verdict): Html {
  return html`<svg class="sign" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${trustedMarkup(signs[verdict])}</svg>`;
}

/** Sign and word. */
export function verdictBadge(verdict: Verdict): Html {
  return html`<span class="badge badge--${verdictClass[verdict]}">${verdictSign(verdict)}${verdict}</span>`;
}

/** A verdict as charts say it. */
export const verdictWords: Readonly<Record<Verdict, string>> = Object.freeze({
  improvement: 'faster',
  regression: 'slower',
  'no change': 'no change',
  inconclusive: 'inconclusive',
});

import { html, type Html, trustedMarkup } from '../page/html.ts';
import type { Outcome } from './comparison-row.ts';

/** The class that colours an outcome; a sign and the word always stand beside the colour. */
export const verdictClass: Readonly<Record<Outcome, string>> = Object.freeze({
  improvement: 'good',
  regression: 'bad',
  'no change': 'neutral',
  inconclusive: 'unsure',
  'wrong output': 'wrong',
});

const signs: Readonly<Record<Outcome, string>> = Object.freeze({
  improvement: '<path d="M6 1.5 11 10H1z"/>',
  regression: '<path d="M6 10.5 1 2h10z"/>',
  'no change': '<path d="M1.5 3h9v2h-9zM1.5 7h9v2h-9z"/>',
  inconclusive: '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.5 1.7"/>',
  'wrong output': '<path d="m2.4 1 3.6 3.6L9.6 1 11 2.4 7.4 6 11 9.6 9.6 11 6 7.4 2.4 11 1 9.6 4.6 6 1 2.4z"/>',
});

/** The sign of an outcome: up, down, equal, open, crossed. */
export function verdictSign(outcome: Outcome): Html {
  return html`<svg class="sign" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${trustedMarkup(signs[outcome])}</svg>`;
}

/** Sign and word. */
export function verdictBadge(outcome: Outcome): Html {
  return html`<span class="badge badge--${verdictClass[outcome]}">${verdictSign(outcome)}${outcome}</span>`;
}

/** An outcome as charts say it. */
export const verdictWords: Readonly<Record<Outcome, string>> = Object.freeze({
  improvement: 'faster',
  regression: 'slower',
  'no change': 'no change',
  inconclusive: 'inconclusive',
  'wrong output': 'wrong output',
});

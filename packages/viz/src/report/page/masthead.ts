import { html, type Html } from './html.ts';

/** What stands above the first chapter. */
export interface Masthead {
  /** Kind of report and when it was made, in small letters. */
  readonly eyebrow: readonly (string | Html)[];
  readonly title: string;
  /** The answer in one sentence, in large letters. */
  readonly verdict: string;
  /** A second sentence with what qualifies the first. */
  readonly qualification?: string;
  readonly extra?: Html;
}

/** The head of the page: the answer first. */
export function renderMasthead(masthead: Masthead): Html {
  return html`<header class="masthead">
    <h1><bdi>${masthead.title}</bdi></h1>
    ${renderAnswer(masthead)}
  </header> `;
}

/** The answer alone, for a part of the page that has its heading already. */
export function renderAnswer({ eyebrow, verdict, qualification, extra }: Masthead): Html {
  return html`<p class="eyebrow">${eyebrow.map((part, index) => html`${index > 0 && html` <span aria-hidden="true">·</span> `}${part}`)}</p>
    <p class="verdict"><bdi>${verdict}</bdi></p>
    ${qualification && html`<p class="qualification">${qualification}</p>`} ${extra} `;
}

/** A moment in UTC as people write it; what is no moment is shown as it came. */
export function dateWords(iso: string): Html {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return html`<bdi>${iso}</bdi>`;
  const words = date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return html`<time datetime="${date.toISOString()}">${words} UTC</time>`;
}

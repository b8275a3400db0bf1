import { html, type Html } from './html.ts';
import { jsonText } from './json-text.ts';
import type { ReportSection } from '../report-section.ts';

/** A document to be kept in the page as it came. */
export interface RawDocument {
  readonly name: string;
  readonly value: unknown;
  /** What was left out, and where it can be found. */
  readonly note?: string;
}

/** The reports this page was made from, to read, copy or save. */
export function rawSection(documents: readonly RawDocument[]): ReportSection {
  return {
    id: 'raw',
    title: 'Raw JSON',
    lead: 'The numbers behind everything above.',
    body: html`${documents.map((document) => rawDocument(document))}`,
  };
}

function rawDocument({ name, value, note }: RawDocument): Html {
  return html`<details class="part raw" data-raw data-screen-only>
    <summary><code>${name}</code></summary>
    ${note && html`<p>${note}</p>`}
    <p class="actions">
      <button type="button" class="button" data-copy hidden>Copy</button
      ><button type="button" class="button" data-save="${name}" hidden>Save</button>
    </p>
    <pre id="raw-${name}" tabindex="0" aria-label="${name}">${jsonText(value, 1)}</pre>
  </details> `;
}

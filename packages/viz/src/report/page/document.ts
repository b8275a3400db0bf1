import { headScript, pageScript } from '../browser/page-script.ts';
import type { ReportSection } from '../report-section.ts';
import { styleSheet } from '../style/style-sheet.ts';
import { contentPolicy } from './content-policy.ts';
import { html, type Html, trustedMarkup } from './html.ts';

export interface ReportPage {
  readonly title: string;
  /** One sentence for those who see the page as a link only. */
  readonly description: string;
  /** Everything above the first chapter. */
  readonly header: Html;
  readonly sections: readonly ReportSection[];
}

/** The whole file. Scripts and styles are part of it and named by hash in its content policy; it asks for nothing from outside. */
export function renderDocument({ title, description, header, sections }: ReportPage): string {
  const style = styleSheet();
  const head = headScript();
  const script = pageScript(new Set(sections.flatMap(({ scripts = [] }) => scripts)));
  const policy = contentPolicy({ scripts: [head, script], styles: [style] });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="@nsi/viz" />
        <meta name="description" content="${description}" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${element('script', head)} ${element('style', style)}
      </head>
      <body>
        <a class="skip" href="#report">Skip to the report</a>
        <div class="page">
          <nav class="contents" aria-label="Contents">
            <ol>
              ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ol>
            <button class="theme" type="button" data-theme-toggle aria-pressed="false" hidden>Dark</button>
          </nav>
          <main id="report" tabindex="-1">${header} ${sections.map((section) => renderSection(section))}</main>
        </div>
        <footer>
          <p>Made by <b>@nsi/viz</b>. This file is complete: it needs no network, and it can be mailed, kept and printed.</p>
        </footer>
        ${element('script', script)}
      </body>
    </html> `.markup;
}

function renderSection({ id, title, lead, body }: ReportSection): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${lead && html`<p class="lead">${lead}</p>`} ${body}
  </section> `;
}

/** To the letter: the policy names the text by its hash. */
function element(name: 'script' | 'style', text: string): Html {
  return trustedMarkup(`<${name}>${text}</${name}>`);
}

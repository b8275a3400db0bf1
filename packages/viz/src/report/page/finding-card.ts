import type { Evidence, Finding, Severity } from '@nsi/core/report';
import { formatInterval, formatValue } from '../../number-format/format-value.ts';
import { renderExcerpt } from './finding-excerpt.ts';
import { renderExperiment } from './finding-experiment.ts';
import { renderSignal } from './finding-signal.ts';
import { html, type Html } from './html.ts';

const severityWords: Readonly<Record<Severity, string>> = Object.freeze({ high: 'high', medium: 'medium', low: 'low', note: 'note' });

/** One finding: what is so, how sure it is, where, by which evidence, what it could save at most, and what to do. */
export function renderFinding(finding: Finding): Html {
  const { id, severity, certainty, message, where = [], evidence, fix, expectedGain, signal, callers = [], experiment } = finding;
  return html`<article class="finding finding--${severityWords[severity]}">
    <p class="finding-kind"><span class="severity">${severity}</span>${certainty && html` <span>${certainty}</span>`} <code>${id}</code></p>
    <h3><bdi>${message}</bdi></h3>
    ${signal && renderSignal(signal)}
    ${expectedGain && html`<p class="gain">Saves at most <b>${formatValue(expectedGain.share, 'percent')}</b> of ${gainWords[expectedGain.of]}.</p>`}
    ${
      where.length > 0 &&
      html`<ul class="where">
        ${where.map((place) => html`<li><code>${placeWords(place)}</code>${place.excerpt && renderExcerpt(place.excerpt, place.line)}</li>`)}
      </ul>`
    }
    ${callers.length > 0 && html`<p class="callers">Called from ${callers.map((place, index) => html`${index > 0 && ', '}<code>${placeWords(place)}</code>`)}</p>`}
    ${
      evidence.length > 0 &&
      html`<dl class="evidence">
        ${[...Map.groupBy(evidence, ({ label }) => label)].map(
          ([label, facts]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${facts.map((fact, index) => html`${index > 0 && ', '}${evidenceWords(fact)}`)}</dd>
            </div>`,
        )}
      </dl>`
    }
    ${fix && renderFix(fix)} ${experiment && renderExperiment(experiment)}
  </article> `;
}

const gainWords = Object.freeze({ wall: 'the elapsed time', cpu: 'the CPU time', memory: 'the memory', allocation: 'the allocation' });

function renderFix({ package: packageName, function: functionName, docs, diff, whenNot }: NonNullable<Finding['fix']>): Html {
  const call = [packageName, functionName].filter(Boolean).join(' · ');
  return html`<div class="fix">
    ${call !== '' && html`<p>Fix: <code>${call}</code></p>`}
    ${diff && html`<pre class="diff" tabindex="0">${diff.split('\n').map((line) => html`<span class="${diffClass(line)}">${line}</span> `)}</pre>`}
    ${whenNot && html`<p class="when-not">Not when ${whenNot.replace(/^(not )?when /i, '')}</p>`}
    ${docs && html`<p class="docs">More: <bdi>${docs}</bdi></p>`}
  </div>`;
}

function placeWords({ file, line, column, function: name }: NonNullable<Finding['where']>[number]): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(':');
  return name === undefined ? position : `${name}  ${position}`;
}

function evidenceWords({ value, unit, interval, confidence, sampleCount }: Evidence): Html {
  const kind = unit === 'ratio' ? 'percent' : unit;
  const main = typeof value === 'number' ? formatValue(value, kind) : value;
  const bounds =
    interval &&
    `${formatInterval(interval[0], interval[1], kind)}${confidence === undefined ? '' : ` at ${formatValue(confidence, 'percent')} confidence`}`;
  const qualified = [bounds, sampleCount !== undefined && `n = ${sampleCount.toLocaleString('en')}`].filter(Boolean).join(', ');
  return html`<bdi>${main}</bdi>${qualified !== '' && html` <small>${qualified}</small>`}`;
}

function diffClass(line: string): string {
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'kept';
}

import { styleText } from 'node:util';
import { printable } from '@nsi/core/cli';
import type { Finding, Severity } from '@nsi/core/report';

/** Severities, most urgent first. */
export const severities: readonly Severity[] = Object.freeze(['high', 'medium', 'low', 'note']);

const colors = Object.freeze({ high: 'red', medium: 'yellow', low: 'yellow', note: 'dim' } as const);

/** One line a finding, and one with what to call where it names a function of a package. */
export function findingLines(findings: readonly Finding[], { color }: { readonly color: boolean }): readonly string[] {
  return findings.flatMap(({ severity, message, fix }) => {
    const word = severity.padEnd(6);
    const head = color ? styleText(colors[severity], word, { validateStream: false }) : word;
    const advice = fix?.function === undefined ? [] : [`        try \`${fix.function}\` of ${fix.package ?? 'this package'}`];
    return [`${head}  ${printable(message)}`, ...advice];
  });
}

/** Exit code of a command with `--fail-on`: 3 when a finding is at least as severe, and not a mere hint. */
export function gateOf(findings: readonly Finding[], failOn: unknown): 0 | 3 {
  const worst = severities.indexOf(failOn as Severity);
  return findings.some(({ severity, certainty }) => certainty !== 'hint' && severities.indexOf(severity) <= worst) ? 3 : 0;
}

import type { Finding, Severity } from '../report/finding.ts';
import { printable } from './describe-error.ts';

/** Severities, most urgent first. */
const severities: readonly Severity[] = Object.freeze(['high', 'medium', 'low', 'note']);

/** Codes of the terminal: red, yellow and dim, each with its end. */
const colors = Object.freeze({ high: [31, 39], medium: [33, 39], low: [33, 39], note: [2, 22] } as const);

/** What a command prints of findings: a line each, and one with what to call where a finding names a function of a package. */
export function findingLines(findings: readonly Finding[], { color }: { readonly color: boolean }): readonly string[] {
  return findings.flatMap(({ severity, message, fix }) => {
    const word = severity.padEnd(6);
    const [begin, end] = colors[severity];
    const head = color ? `\u001B[${begin}m${word}\u001B[${end}m` : word;
    const advice = fix?.function === undefined ? [] : [`        try \`${fix.function}\` of ${fix.package ?? 'this package'}`];
    return [`${head}  ${printable(message)}`, ...advice];
  });
}

/** Exit code of a command with `--fail-on`: 3 when a finding is at least as severe as the option's value, and not a mere hint; else 0. */
export function gateOf(findings: readonly Finding[], failOn: unknown): 0 | 3 {
  const worst = severities.indexOf(failOn as Severity);
  return findings.some(({ severity, certainty }) => certainty !== 'hint' && severities.indexOf(severity) <= worst) ? 3 : 0;
}

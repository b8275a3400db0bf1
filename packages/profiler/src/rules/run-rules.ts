import type { Rule } from '@nsi/core';
import type { Finding, ProfileEvidence, SourcePlace } from '@nsi/core/report';
import type { SourceFiles } from '../source/source-files.ts';
import { addContext } from './finding-context.ts';

/** How rules are run. */
export interface RunRulesOptions {
  readonly rules: readonly Rule<ProfileEvidence>[];
  /** Ids of rules that stay silent. */
  readonly ignore: readonly string[];
  readonly sources: SourceFiles;
}

const leastSamples = 50;
const severities = ['high', 'medium', 'low', 'note'] as const;
const certainties = ['certain', 'likely', 'hint'] as const;

/** Findings of all rules whose evidence is there: one for each cause, the most important first, with excerpts and callers. */
export function runRules(evidence: ProfileEvidence, { rules, ignore, sources }: RunRulesOptions): readonly Finding[] {
  const found = rules
    .filter(({ id, needs }) => !ignore.includes(id) && needs.every((name) => isThere(evidence, name)))
    .flatMap((rule) => rule.test(evidence).map((finding) => ({ rule: rule as RankedRule, finding: asSureAsSamples(finding) })));
  return onePerCause(found)
    .map((finding) => addContext(finding, evidence, sources))
    .toSorted(
      (left, right) =>
        severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
        certainties.indexOf(left.certainty ?? 'hint') - certainties.indexOf(right.certainty ?? 'hint') ||
        (right.expectedGain?.share ?? 0) - (left.expectedGain?.share ?? 0),
    );
}

/** A share of a few samples is worth a look, whatever its interval: a short program is mostly its start-up. */
function asSureAsSamples(finding: Finding): Finding {
  const { signal } = finding;
  return signal?.name === 'share of busy samples' && signal.sampleCount < leastSamples ? { ...finding, certainty: 'hint' } : finding;
}

/** Rules of plugins may leave out how they rank. */
type RankedRule = Rule<ProfileEvidence> & { readonly specificity?: number; readonly covers?: readonly string[] };

interface Found {
  readonly rule: RankedRule;
  readonly finding: Finding;
}

function isThere({ profile }: ProfileEvidence, name: string): boolean {
  if (name === 'profile') return true;
  if (name === 'callCounts') return profile.functions?.some(({ callCount }) => callCount !== undefined) === true;
  return (profile as unknown as Readonly<Record<string, unknown>>)[name] !== undefined;
}

/** Specific beats general: of findings that point at one function, or of which one covers the other, one stays. */
function onePerCause(found: readonly Found[]): readonly Finding[] {
  const ranked = found
    .filter((one) => !found.some((other) => other.rule.covers?.includes(one.rule.id) === true && !isSurer(one, other)))
    .toSorted(
      (left, right) =>
        (right.rule.specificity ?? 1) - (left.rule.specificity ?? 1) ||
        (right.finding.expectedGain?.share ?? 0) - (left.finding.expectedGain?.share ?? 0),
    );
  const kept: Found[] = [];
  for (const one of ranked) if (!kept.some((other) => explains(other, one))) kept.push(one);
  return kept.map(({ finding }) => finding);
}

function explains(better: Found, other: Found): boolean {
  if (better.rule.id === other.rule.id || isSurer(other, better)) return false;
  const [best, place] = [better.finding.where?.[0], other.finding.where?.[0]];
  if (!best || !place || !isSameFunction(best, place)) return false;
  // Two causes may share a function; a general rule adds nothing there, a usual one does when it explains more.
  const isGeneral = (other.rule.specificity ?? 1) === 0;
  return isGeneral || (better.finding.expectedGain?.share ?? 0) >= 0.5 * (other.finding.expectedGain?.share ?? 0);
}

/** A hint explains nothing away that is more than a hint. */
function isSurer(one: Found, other: Found): boolean {
  return other.finding.certainty === 'hint' && one.finding.certainty !== 'hint';
}

function isSameFunction(left: SourcePlace, right: SourcePlace): boolean {
  return left.file === right.file && (left.function === right.function || left.line === right.line);
}

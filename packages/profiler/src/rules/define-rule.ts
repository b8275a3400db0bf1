/**
 * How to write a rule
 *
 * A rule is one file, `src/rules/<id>.ts`, named in `src/rules/catalogue.ts`. It says one thing: this cause, on this line, with this fix.
 *
 * 1. `test` looks at the evidence and returns what it found, or nothing. It compares the *lower bound* of an interval with its threshold,
 *    so that few samples never speak; counts are exact and are compared as they are. Return `undefined` for "not so", one match for one
 *    cause, a list when the same cause sits in several unrelated places (rare: one cause is one finding).
 * 2. `where` of a match are places the user can edit: lines of the program, most samples first. `shareBelow` and `shareOnLines` give them.
 * 3. `gain` is the most that the fix can save (Amdahl): the share itself, of CPU or of wall time. Never a promise.
 * 4. `certainty`: `certain` when the evidence names the cause itself (a frame, a counter, an exact source pattern with ticks on it);
 *    `likely` when another cause would look the same now and then; `hint` when it is worth a look. Hints never fail CI.
 * 5. `specificity` decides who speaks when several rules explain the same samples: the highest one stays (0 general such as `cpu-bound-fn`,
 *    1 usual, 2 names an exact pattern such as `json-clone` over `json-dominant`). Two findings are the same cause when they point at the same
 *    function, or when one lists the other in `covers`.
 * 6. `fix.whenNot` is not optional: every advice is wrong somewhere. `fix.diff` is a few lines of unified diff.
 * 7. `experiment` names a change that the profiler can try without editing the program (see `src/what-if`).
 *
 * Its test, `src/rules/<id>.test.ts`, profiles a real program `test/planted/<id>/slow.*` and its clean twin `test/planted/<id>/clean.*`
 * with `profilePlanted` of `test/profile-planted.ts`, and expects the rule's finding on the line that carries the comment `// <- slow` in the
 * first and nothing in the second; a threshold test feeds evidence made by `test/evidence.ts` just below and just above.
 */
import type { Rule } from '@nsi/core';
import type { Certainty, Evidence, EvidenceName, Finding, Fix, ProfileEvidence, Severity, Signal, SourcePlace } from '@nsi/core/report';

/** What a rule's `test` found. */
export interface RuleMatch {
  /** One sentence: what is so, with its figure. */
  readonly message: string;
  /** Default: by the gain, `high` from 30 %, `medium` from 10 %, else `low`. */
  readonly severity?: Severity;
  readonly certainty: Certainty;
  /** Places the user can edit, the worst first. */
  readonly where: readonly SourcePlace[];
  readonly signal: Signal;
  /** Upper bound of what the fix can save. Left out when nothing can be said. */
  readonly gain?: NonNullable<Finding['expectedGain']>;
}

/** A rule as its author writes it. `Match` may carry more than `RuleMatch`, for `evidence` and `fix`. */
export interface RuleDefinition<Match extends RuleMatch = RuleMatch> {
  /** In kebab-case, unique. */
  readonly id: string;
  /** Evidence without which the rule cannot speak. */
  readonly needs: readonly EvidenceName[];
  /** When it speaks, in one sentence with the threshold; a row of the documentation. */
  readonly summary: string;
  /** 0 general, 1 usual (default), 2 names an exact pattern. */
  readonly specificity?: 0 | 1 | 2;
  /** Rules whose findings this one explains better. */
  readonly covers?: readonly string[];
  test(evidence: ProfileEvidence): Match | readonly Match[] | undefined;
  /** The facts that are shown beside the signal. */
  evidence?(match: Match, evidence: ProfileEvidence): readonly Evidence[];
  /** What to do. `whenNot` says when it would be wrong. */
  readonly fix: RuleFix | ((match: Match, evidence: ProfileEvidence) => RuleFix);
  /** Id of the what-if experiment that tries the fix. */
  readonly experiment?: string;
  /** Where to read on. Default: the command that explains the rule, which works wherever the profiler does. */
  readonly docs?: string;
}

/** A fix that says when it would be wrong. */
export interface RuleFix extends Omit<Fix, 'docs'> {
  readonly whenNot: string;
}

/** A rule that the profiler runs: what plugins give, and what `explain` and `whatif` read of the profiler's own. */
export interface ProfileRule extends Rule<ProfileEvidence> {
  readonly needs: readonly EvidenceName[];
  readonly specificity: 0 | 1 | 2;
  readonly covers: readonly string[];
  readonly experiment?: string;
  readonly docs: string;
  /** What to do, where it is the same for every match. */
  readonly fix?: RuleFix;
}

/** A frozen rule: `test` gives whole findings. */
export function defineRule<Match extends RuleMatch>(definition: RuleDefinition<Match>): ProfileRule {
  const { id, needs, summary, specificity = 1, covers = [], experiment, docs = docsOf(id) } = definition;
  return Object.freeze({
    id,
    needs: Object.freeze([...needs]),
    summary,
    specificity,
    covers: Object.freeze([...covers]),
    docs,
    ...(experiment === undefined ? {} : { experiment }),
    ...(typeof definition.fix === 'function' ? {} : { fix: definition.fix }),
    test: (evidence: ProfileEvidence) => matchesOf(definition, evidence).map((match) => findingOf(definition, match, evidence)),
  });
}

function matchesOf<Match extends RuleMatch>({ test }: RuleDefinition<Match>, evidence: ProfileEvidence): readonly Match[] {
  const found = test(evidence);
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as readonly Match[]) : [found as Match];
}

function findingOf<Match extends RuleMatch>(rule: RuleDefinition<Match>, match: Match, evidence: ProfileEvidence): Finding {
  const { message, severity, certainty, where, signal, gain } = match;
  const fix = typeof rule.fix === 'function' ? rule.fix(match, evidence) : rule.fix;
  return {
    id: rule.id,
    severity: severity ?? severityOf(gain?.share ?? 0),
    certainty,
    message,
    where: where.map(({ file, line, column, function: name }) => ({
      file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(name === undefined ? {} : { function: name }),
    })),
    signal,
    evidence: rule.evidence?.(match, evidence) ?? [],
    fix: { ...fix, docs: rule.docs ?? docsOf(rule.id) },
    ...(gain === undefined ? {} : { expectedGain: { ...gain, share: Math.max(0, Math.min(1, gain.share)) } }),
  };
}

function docsOf(id: string): string {
  return `npx @nsi/profiler explain ${id}`;
}

function severityOf(share: number): Severity {
  if (share >= 0.3) return 'high';
  return share >= 0.1 ? 'medium' : 'low';
}

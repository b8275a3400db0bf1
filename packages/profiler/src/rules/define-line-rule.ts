import type { Certainty, HotLine, LineOperation } from '@nsi/core/report';
import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleDefinition, type RuleMatch } from './define-rule.ts';
import { ambiguousLabel, shareMatch } from './share-signal.ts';
import { likelyShareOfOperations, shareOfOperations } from './share-of-operations.ts';

/** A rule about what lines of the program do: for built-ins that have no frame of their own, so that their time falls on the line that calls them. */
export interface LineRuleDefinition extends Omit<RuleDefinition, 'needs' | 'test' | 'evidence'> {
  /** Share of the busy samples on those lines from which the rule speaks, 0–1. */
  readonly leastShare: number;
  /** Share below which what is found is a hint: a sound program does that much of it. Default: `leastShare`. */
  readonly hintBelow?: number;
  /** From `hintBelow` on. */
  readonly certainty: Certainty;
  /** Whether a line does what the rule is about. */
  isGuilty(operation: LineOperation, line: HotLine): boolean;
  /** One sentence; `share` is written out, such as `31 %`. */
  message(share: string): string;
}

interface LineMatch extends RuleMatch {
  /** Samples of inlined functions that another line may have taken. */
  readonly ambiguous: number;
}

/** A rule that speaks when lines that do one kind of thing take a share of the busy samples. */
export function defineLineRule({
  leastShare,
  hintBelow = leastShare,
  certainty,
  isGuilty,
  message,
  ...rule
}: LineRuleDefinition): ProfileRule {
  return defineRule<LineMatch>({
    ...rule,
    needs: ['profile'],
    test(evidence) {
      const known = shareOfOperations(evidence, isGuilty);
      const share = likelyShareOfOperations(evidence, isGuilty);
      if (share.interval[0] < leastShare) return undefined;
      return {
        ...shareMatch(share, leastShare),
        certainty: share.interval[0] < hintBelow ? 'hint' : known.interval[0] < hintBelow ? 'likely' : certainty,
        ambiguous: share.samples - known.samples,
        message: message(formatShare(share.share)),
      };
    },
    evidence: ({ where, signal, ambiguous }, { profile: { functions = [], frames } }) => {
      const [first] = where;
      const allocated = functions.find(
        ({ frame }) => frames[frame]?.file === first?.file && frames[frame]?.name === (first?.function ?? ''),
      )?.allocatedBytes;
      return [
        { label: 'samples', value: Math.round(signal.value * signal.sampleCount), unit: 'count' },
        ...(ambiguous > 0 ? [{ label: ambiguousLabel, value: ambiguous, unit: 'count' as const }] : []),
        ...(allocated === undefined ? [] : [{ label: 'allocated by the function', value: allocated, unit: 'bytes' as const }]),
      ];
    },
  });
}

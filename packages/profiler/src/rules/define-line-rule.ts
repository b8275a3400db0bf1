import type { Certainty, HotLine } from '@nsi/core/report';
import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleDefinition } from './define-rule.ts';
import { shareMatch } from './share-signal.ts';

/** A rule about lines of the program: for built-ins that have no frame of their own, so that their time falls on the line that calls them. */
export interface LineRuleDefinition extends Omit<RuleDefinition, 'needs' | 'test' | 'evidence'> {
  /** Share of the busy samples on those lines from which the rule speaks, 0–1. */
  readonly leastShare: number;
  readonly certainty: Certainty;
  /** Whether a line calls what the rule is about. */
  isGuilty(line: HotLine): boolean;
  /** One sentence; `share` is written out, such as `31 %`. */
  message(share: string): string;
}

/** A rule that speaks when lines of one kind take a share of the busy samples. */
export function defineLineRule({ leastShare, certainty, isGuilty, message, ...rule }: LineRuleDefinition): ProfileRule {
  return defineRule({
    ...rule,
    needs: ['profile'],
    test(evidence) {
      const share = evidence.shareOnLines(isGuilty);
      return share.interval[0] < leastShare
        ? undefined
        : { ...shareMatch(share, leastShare), certainty, message: message(formatShare(share.share)) };
    },
  });
}

import type { Certainty, ProfileFrame } from '@nsi/core/report';
import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleDefinition, type RuleMatch } from './define-rule.ts';
import { shareMatch } from './share-signal.ts';

/** A rule about calls of Node.js that have frames (their time) and a counter (how often, how many bytes, from where). */
export interface CallRuleDefinition extends Omit<RuleDefinition, 'test' | 'evidence'> {
  /** Share of the busy samples in those frames from which the rule speaks, 0–1. */
  readonly leastShare: number;
  /** Calls below which it stays silent. Default: 0. */
  readonly leastCalls?: number;
  readonly certainty: Certainty;
  /** Whether the time of a frame, and of all below it, is that of the calls. */
  isCall(frame: ProfileFrame): boolean;
  /** Names of the counters of the calls. */
  readonly counters: RegExp;
  /** One sentence; both are written out. */
  message(share: string, calls: string): string;
}

interface CountedMatch extends RuleMatch {
  readonly calls: number;
  readonly callBytes: number;
}

/** A rule that speaks when calls of Node.js take a share of the busy samples. */
export function defineCallRule({
  leastShare,
  leastCalls = 0,
  certainty,
  isCall,
  counters,
  message,
  ...rule
}: CallRuleDefinition): ProfileRule {
  return defineRule<CountedMatch>({
    ...rule,
    test(evidence) {
      const share = evidence.shareBelow(isCall);
      const counted = evidence.countersLike(counters);
      const calls = counted.reduce((sum, { count }) => sum + count, 0);
      if (share.interval[0] < leastShare || calls < leastCalls) return undefined;
      const bytes = counted.reduce((sum, counter) => sum + counter.bytes, 0);
      const [most] = counted.toSorted((left, right) => right.ns - left.ns);
      const called = most?.places ?? [];
      return {
        ...shareMatch(share, leastShare),
        ...(called.length > 0 ? { where: called } : {}),
        certainty,
        message: message(formatShare(share.share), formatCount(calls)),
        calls,
        callBytes: calls === 0 ? 0 : bytes / calls,
      };
    },
    evidence: ({ calls, callBytes }) => [
      { label: 'calls', value: calls, unit: 'count' },
      ...(callBytes > 0 ? [{ label: 'bytes a call', value: callBytes, unit: 'bytes' as const }] : []),
    ],
  });
}

import type { CallCounter, Certainty, ProfileFrame } from '@nsi/core/report';
import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleDefinition, type RuleMatch } from './define-rule.ts';
import { shareMatch } from './share-signal.ts';
import { sizeHistogram } from './size-histogram.ts';

/** A rule about calls of Node.js that have frames (their time) and a counter (how often, how many bytes, from where). */
export interface CallRuleDefinition extends Omit<RuleDefinition, 'test' | 'evidence'> {
  /** Share of the busy samples in those frames from which the rule speaks, 0–1. */
  readonly leastShare: number;
  /** Calls below which it stays silent. Default: 0. */
  readonly leastCalls?: number;
  /** Mean bytes of a call from which it stays silent. Default: any. */
  readonly mostCallBytes?: number;
  /** A call after the start-up that takes as long is worth a hint, whatever the share. Default: none. */
  readonly longNs?: number;
  readonly certainty: Certainty;
  /** Whether the time of a frame, and of all below it, is that of the calls. */
  isCall(frame: ProfileFrame): boolean;
  /** Names of the counters of the calls. */
  readonly counters: RegExp;
  /** Names of the counters whose places are named. Default: `counters`. */
  readonly placing?: RegExp;
  /** One sentence; both are written out. */
  message(share: string, calls: string): string;
}

interface CountedMatch extends RuleMatch {
  readonly calls: number;
  readonly counted: readonly CallCounter[];
}

/** A rule that speaks when calls of Node.js take a share of the busy samples. */
export function defineCallRule({
  leastShare,
  leastCalls = 0,
  mostCallBytes = Infinity,
  longNs = Infinity,
  certainty,
  isCall,
  counters,
  placing,
  message,
  ...rule
}: CallRuleDefinition): ProfileRule {
  return defineRule<CountedMatch>({
    ...rule,
    test(evidence) {
      const share = evidence.shareBelow(isCall);
      const counted = evidence.countersLike(counters);
      const calls = counted.reduce((sum, { count }) => sum + count, 0);
      const longest = counted.find(({ count, startupCount, longestNs }) => longestNs >= longNs && count > startupCount);
      const isShare = share.interval[0] >= leastShare;
      if ((!isShare && !longest) || calls < leastCalls || totalOf(counted, 'bytes') / Math.max(1, calls) >= mostCallBytes) return undefined;
      const placed = placing === undefined ? counted : evidence.countersLike(placing);
      const [most] = placed.toSorted((left, right) => right.ns - left.ns);
      const called = most?.places ?? [];
      return {
        ...shareMatch(share, leastShare),
        ...(called.length > 0 ? { where: called } : {}),
        ...(!isShare && longest
          ? {
              signal: { name: 'longest call', value: longest.longestNs, unit: 'ns', threshold: longNs, sampleCount: longest.timedCount },
            }
          : {}),
        certainty: isShare ? certainty : 'hint',
        message: message(formatShare(share.share), formatCount(calls)),
        calls,
        counted,
      };
    },
    evidence: ({ calls, counted }, { profile: { summary } }) => {
      const [ns, bytes] = [totalOf(counted, 'ns'), totalOf(counted, 'bytes')];
      // What is not counted has its time alone.
      if (calls === 0) return [];
      return [
        { label: 'calls', value: calls, unit: 'count' },
        { label: 'calls a second', value: calls / (summary.wallNs / 1e9), unit: 'count' },
        ...(ns > 0
          ? [
              { label: 'time a call', value: ns / calls, unit: 'ns' as const },
              { label: 'longest call', value: Math.max(...counted.map(({ longestNs }) => longestNs)), unit: 'ns' as const },
            ]
          : []),
        ...(bytes > 0
          ? [
              { label: 'bytes a call', value: bytes / calls, unit: 'bytes' as const },
              { label: 'bytes in all', value: bytes, unit: 'bytes' as const },
            ]
          : []),
        ...sizeHistogram(counted),
      ];
    },
  });
}

function totalOf(counters: readonly CallCounter[], name: 'ns' | 'bytes'): number {
  return counters.reduce((sum, counter) => sum + counter[name], 0);
}

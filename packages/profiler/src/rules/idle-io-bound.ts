import type { Wait } from '@nsi/core/report';
import { formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const mostUtilization = 0.3;
const mostCpu = 0.4;
const leastShare = 0.5;
const leastWaits = 20;
/** Part of the waits for an answer, or of other waits that are counted already. */
const overlapping: ReadonlySet<Wait['kind']> = new Set(['connect', 'handshake', 'acquire']);

interface IdleMatch extends RuleMatch {
  readonly peer: string;
  readonly kind: string;
  readonly count: number;
  readonly atOnce: number;
}

/** The program does little but wait for one peer. */
export const idleIoBound: ProfileRule = defineRule<IdleMatch>({
  id: 'idle-io-bound',
  needs: ['waits'],
  summary: 'The event loop is busy for less than 30 % of the time, while at least 20 waits for one peer cover half of it or more.',
  specificity: 0,
  test({ profile: { waits = [], summary } }) {
    const { wallNs, cpuNs, eventLoopUtilization } = summary;
    if (eventLoopUtilization >= mostUtilization || cpuNs >= mostCpu * wallNs) return undefined;
    const [most] = waits
      .filter(({ kind, count }) => !overlapping.has(kind) && count >= leastWaits)
      .toSorted((left, right) => right.ns - left.ns);
    const share = (most?.ns ?? 0) / wallNs;
    if (!most || share < leastShare) return undefined;
    return {
      // To wait is no fault: whether the peer could do more at once, only its operator knows.
      certainty: 'hint',
      severity: 'medium',
      message: `The program waits: ${formatNs(most.ns)} for ${most.peer}, ${share.toFixed(1)} requests in flight in the mean.`,
      where: most.places ?? [],
      signal: { name: 'waits in flight', value: share, unit: 'count', threshold: leastShare, sampleCount: most.count },
      gain: { share: Math.min(1, share) * (1 - eventLoopUtilization), of: 'wall' },
      peer: most.peer,
      kind: most.kind,
      count: most.count,
      atOnce: share,
    };
  },
  evidence: ({ peer, kind, count, atOnce }, { profile: { summary } }) => [
    { label: 'waits for', value: `${kind} ${peer}` },
    { label: 'waits', value: count, unit: 'count' },
    { label: 'in flight in the mean', value: atOnce, unit: 'count' },
    { label: 'event loop busy', value: formatShare(summary.eventLoopUtilization) },
  ],
  fix: {
    diff: '-await Promise.all([work(), work()]); // each takes the next of the queue\n+await Promise.all(Array.from({ length: 16 }, work));',
    whenNot: 'the peer allows no more at a time, or nothing is to be done until a user asks.',
  },
});

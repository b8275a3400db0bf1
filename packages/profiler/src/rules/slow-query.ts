import { formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { queryPlaces } from './query-places.ts';

const leastP95Ns = 100e6;
const leastShare = 0.3;
const leastMeanNs = 20e6;
const leastQueries = 3;
/** What libraries ask of each new connection, and what no index makes faster. */
const greeting = /^\S+ (?:select version\(\)|show server_version|set\b|begin\b|commit\b)/i;

interface QueryMatch extends RuleMatch {
  readonly shape: string;
  readonly queries: number;
  readonly meanNs: number;
  readonly maxNs: number;
}

/** One query makes the program wait. */
export const slowQuery: ProfileRule = defineRule<QueryMatch>({
  id: 'slow-query',
  needs: ['waits'],
  summary: 'A query of at least 20 ms in the mean of 3 takes 30 % of the elapsed time or more, or 100 ms and more at its 95th percentile.',
  specificity: 2,
  covers: ['sequential-awaits'],
  test(evidence) {
    const { waits = [], summary } = evidence.profile;
    const found = waits.find(
      ({ kind, peer, count, ns, p95Ns = 0 }) =>
        kind === 'query' &&
        !greeting.test(peer) &&
        count >= leastQueries &&
        ns / count >= leastMeanNs &&
        (p95Ns >= leastP95Ns || ns / summary.wallNs >= leastShare),
    );
    if (!found) return undefined;
    const { peer, count, ns, maxNs } = found;
    const share = Math.min(1, ns / summary.wallNs);
    const shape = peer.slice(peer.indexOf(' ') + 1);
    return {
      certainty: 'certain',
      message: `A query takes ${formatNs(ns / count)} each time, ${formatShare(share)} of the elapsed time: ${shape.slice(0, 80)}`,
      where: queryPlaces(found, evidence),
      signal: { name: 'mean time of the query', value: ns / count, unit: 'ns', threshold: leastMeanNs, sampleCount: count },
      gain: { share, of: 'wall' },
      shape,
      queries: count,
      meanNs: ns / count,
      maxNs,
    };
  },
  evidence: ({ shape, queries, meanNs, maxNs }) => [
    { label: 'query', value: shape },
    { label: 'times', value: queries, unit: 'count' },
    { label: 'mean time', value: meanNs, unit: 'ns' },
    { label: 'longest', value: maxNs, unit: 'ns' },
  ],
  fix: {
    diff: '+CREATE INDEX CONCURRENTLY parcel_status ON parcel (status); -- EXPLAIN (ANALYZE, BUFFERS) says whether it reads the whole table',
    whenNot: 'the query has to read as much as it does: then ask less often, and keep the answer.',
  },
});

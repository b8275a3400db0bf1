import type { Wait } from '@nsi/core/report';
import { formatCount, formatNs } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastConnects = 50;
const leastRatio = 0.3;

interface ConnectMatch extends RuleMatch {
  readonly peer: string;
  readonly connects: number;
  readonly connectNs: number;
  /** 0 without TLS. */
  readonly handshakeNs: number;
}

/** A connection is made for every request, or nearly so. */
export const newConnections: ProfileRule = defineRule<ConnectMatch>({
  id: 'new-connections',
  needs: ['counters', 'waits'],
  summary: 'At least 50 connections to one peer, three for ten of its round trips or more.',
  specificity: 2,
  covers: ['dns-repeat'],
  test({ counter, profile: { waits = [], summary } }) {
    const { keys, places: made } = counter('net.connect');
    const [peer, connects] = keys?.[0] ?? ['', 0];
    const trips = waits.filter(({ kind, peer: own }) => kind === 'socket' && own === peer);
    const count = trips.reduce((sum, trip) => sum + trip.count, 0);
    const ratio = Math.min(1, connects / Math.max(1, count));
    if (connects < leastConnects || ratio < leastRatio) return undefined;
    const [connecting, handshakes] = (['connect', 'handshake'] as const).map((kind) =>
      waits.find((wait) => wait.kind === kind && wait.peer === peer),
    );
    const asked = trips.flatMap(({ places = [] }) => places);
    return {
      certainty: 'certain',
      severity: 'medium',
      message: `${formatCount(connects)} connections to ${peer} were made for ${formatCount(Math.max(count, connects))} round trips.`,
      // Where the connections were made; a client that makes them later, of its own accord, has nothing of the program on its stack.
      where: made.length > 0 ? made : asked,
      signal: { name: 'connections a round trip', value: ratio, unit: 'ratio', threshold: leastRatio, sampleCount: connects },
      gain: { share: Math.min(1, ((connecting?.ns ?? 0) + (handshakes?.ns ?? 0)) / summary.wallNs), of: 'wall' },
      peer,
      connects,
      connectNs: meanOf(connecting),
      handshakeNs: meanOf(handshakes),
    };
  },
  evidence: ({ peer, connects, connectNs, handshakeNs }) => [
    { label: 'peer', value: peer },
    { label: 'connections', value: connects, unit: 'count' },
    { label: 'time to connect', value: formatNs(connectNs) },
    ...(handshakeNs > 0 ? [{ label: 'TLS handshake', value: formatNs(handshakeNs) }] : []),
  ],
  fix: {
    diff: '-http.get(url, { agent: false })\n+http.get(url, { agent }) // const agent = new http.Agent({ keepAlive: true }), one for all requests',
    whenNot: 'the peer closes every connection itself, or the requests are hours apart.',
  },
  experiment: 'keep-alive',
});

function meanOf(wait: Wait | undefined): number {
  return wait ? wait.ns / Math.max(1, wait.count) : 0;
}

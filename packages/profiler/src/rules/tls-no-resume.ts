import { formatCount, formatNs } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastHandshakes = 20;
const mostResumed = 0.5;

interface HandshakeMatch extends RuleMatch {
  readonly peer: string;
  readonly handshakes: number;
  readonly resumed: number;
  readonly meanNs: number;
  readonly ns: number;
}

/** TLS sessions are agreed on anew, though the peer could take up an earlier one. */
export const tlsNoResume: ProfileRule = defineRule<HandshakeMatch>({
  id: 'tls-no-resume',
  needs: ['counters', 'waits'],
  summary: 'At least 20 TLS handshakes with one peer, of which less than half take up an earlier session.',
  specificity: 2,
  test({ counter, profile: { waits = [], summary } }) {
    const resumedOf = new Map(counter('tls.resumed').keys);
    const [most] = waits
      .filter(({ kind, count }) => kind === 'handshake' && count >= leastHandshakes)
      .map((wait) => ({ wait, resumed: resumedOf.get(wait.peer) ?? 0 }))
      .filter(({ wait, resumed }) => resumed / wait.count < mostResumed)
      .toSorted((left, right) => right.wait.ns - left.wait.ns);
    if (!most) return undefined;
    const { resumed, wait } = most;
    const { peer, count, ns, places = [] } = wait;
    return {
      certainty: 'certain',
      message: `${formatCount(count - resumed)} of ${formatCount(count)} TLS handshakes with ${peer} began a new session, ${formatNs(ns / count)} each.`,
      where: places,
      signal: { name: 'sessions taken up again', value: resumed / count, unit: 'ratio', threshold: mostResumed, sampleCount: count },
      gain: { share: Math.min(1, (ns * (count - resumed)) / count / summary.wallNs), of: 'wall' },
      peer,
      handshakes: count,
      resumed,
      meanNs: ns / count,
      ns,
    };
  },
  evidence: ({ peer, handshakes, resumed, meanNs, ns }) => [
    { label: 'peer', value: peer },
    { label: 'handshakes', value: handshakes, unit: 'count' },
    { label: 'sessions taken up again', value: resumed, unit: 'count' },
    { label: 'mean handshake', value: meanNs, unit: 'ns' },
    { label: 'handshakes in all', value: ns, unit: 'ns' },
  ],
  fix: {
    diff: '-https.get(url, { agent: new https.Agent() });\n+https.get(url, { agent }); // const agent = new https.Agent({ keepAlive: true }), one for all: it keeps connections and sessions',
    whenNot: 'the peer gives no session tickets, or every connection must prove its certificate anew.',
  },
});

import type { ProfileEvidence, SourcePlace, Wait } from '@nsi/core/report';
import { formatCount, formatNs } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { textPlace } from './text-place.ts';

const leastP95Ns = 10e6;
const leastAcquisitions = 20;
/** Share of those that find none free: where it is less, it is a burst now and then, such as before the first connections are made. */
const certainStarved = 0.5;
/** A connection that is held for so many times as long as its queries take is held for something else. */
const longHold = 2;

interface PoolMatch extends RuleMatch {
  readonly pool: string;
  readonly acquisitions: number;
  readonly starved: number;
  readonly meanNs: number;
  readonly p95Ns: number;
  readonly heldNs: number;
  /** Time of all queries by acquisition. */
  readonly queryNs: number;
}

/** Requests queue for a connection of the pool. */
export const dbPoolWait: ProfileRule = defineRule<PoolMatch>({
  id: 'db-pool-wait',
  needs: ['counters', 'waits'],
  summary:
    'Of at least 20 requests for a connection of a pool (pg-pool, or tarn as Knex uses it), 5 % wait for 10 ms or more; more than a hint where half of them find none free.',
  specificity: 2,
  test(evidence) {
    const { waits = [], summary } = evidence.profile;
    const found = waits.find(({ kind, count, p95Ns = 0 }) => kind === 'acquire' && count >= leastAcquisitions && p95Ns >= leastP95Ns);
    if (!found) return undefined;
    const { peer, count, ns, p95Ns = 0 } = found;
    const starved = new Map(evidence.counter(`acquire ${peer}`).keys).get('none free') ?? 0;
    const held = evidence.counter(`hold ${peer}`);
    const queryNs = waits.reduce((sum, wait) => (wait.kind === 'query' ? sum + wait.ns : sum), 0) / count;
    const heldNs = held.ns / Math.max(1, held.count);
    return {
      certainty: starved >= certainStarved * count ? 'certain' : 'hint',
      message: `Requests wait for a free connection of ${peer} ${formatNs(ns / count)} in the mean, and hold it for ${formatNs(heldNs)}.`,
      where: placesOf(found, evidence),
      signal: { name: '95th percentile of the wait', value: p95Ns, unit: 'ns', threshold: leastP95Ns, sampleCount: count },
      gain: { share: Math.min(ns / Math.max(1, ns + held.ns), ns / summary.wallNs), of: 'wall' },
      pool: peer,
      acquisitions: count,
      starved,
      meanNs: ns / count,
      p95Ns,
      heldNs,
      queryNs,
    };
  },
  evidence: ({ pool, acquisitions, starved, meanNs, p95Ns, heldNs, queryNs }) => [
    { label: 'pool', value: pool },
    { label: 'acquisitions', value: acquisitions, unit: 'count' },
    { label: 'found none free', value: starved, unit: 'count' },
    { label: 'mean wait', value: meanNs, unit: 'ns' },
    { label: '95th percentile', value: p95Ns, unit: 'ns' },
    { label: 'held for, in the mean', value: heldNs, unit: 'ns' },
    { label: 'of it queries', value: queryNs, unit: 'ns' },
  ],
  fix: ({ acquisitions, heldNs, queryNs }) =>
    queryNs > 0 && heldNs >= longHold * queryNs
      ? {
          diff: '-await db.transaction(async (trx) => { const order = await read(trx); await ship(order); await write(trx, order); });\n+const order = await read(db);\n+await ship(order); // no connection is held while others work\n+await db.transaction((trx) => write(trx, order));',
          whenNot: 'what is done meanwhile must not happen unless the transaction is committed: then keep the order in an outbox table.',
        }
      : {
          diff: '-const pool = new Pool({ max: 10 });\n+const pool = new Pool({ max: 20 }); // over all processes no more than the server has cores for, times a few',
          whenNot: `the server is busy: then its queries are what the ${formatCount(acquisitions)} requests wait for, and more connections make each slower.`,
        },
});

/** Who asks; where a library asks later, whose transaction it is; else where the pool is made. */
function placesOf({ places = [] }: Wait, evidence: ProfileEvidence): readonly SourcePlace[] {
  const isOwn = ({ file }: SourcePlace): boolean => !/[\\/]node_modules[\\/]/.test(file);
  const own = places.filter(isOwn);
  if (own.length > 0) return own;
  const begun = (evidence.profile.waits ?? [])
    .filter(({ kind, peer }) => kind === 'query' && /^\S+ (?:BEGIN|START TRANSACTION)\b/i.test(peer))
    .flatMap((query) => (query.places ?? []).filter(isOwn));
  return begun.length > 0 ? begun : textPlace(/\bpool\s*:\s*\{|new\s+(?:\w+\.)?Pool\s*\(/, evidence);
}

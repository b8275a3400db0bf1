import type { Wait } from '@nsi/core/report';
import { formatCount, formatNs } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { queryPlaces } from './query-places.ts';

const leastQueries = 10;
const leastShare = 0.05;
/** Reading on from where the page before ended is one query after the other by nature. */
const paging = /^(?:FETCH|DECLARE|BEGIN|COMMIT|ROLLBACK|SET|SHOW|LISTEN)\b|[<>]\s*\(?\?.*\bLIMIT\b|\bOFFSET\b/i;

interface QueriesMatch extends RuleMatch {
  readonly shape: string;
  readonly queries: number;
  readonly longest: number;
  readonly meanNs: number;
}

/** The same query again and again, each time with another value, one after the other. */
export const nPlus1: ProfileRule = defineRule<QueriesMatch>({
  id: 'n-plus-1',
  needs: ['waits'],
  summary: 'At least 10 queries of one shape, one after the other with nothing else in flight, take 5 % of the elapsed time or more.',
  specificity: 2,
  covers: ['sequential-awaits'],
  test(evidence) {
    const { waits = [], summary } = evidence.profile;
    const [most] = waits
      .filter(({ kind, peer, count }) => kind === 'query' && count >= leastQueries && !paging.test(shapeOf(peer)))
      .map((wait) => ({ wait, ...chainOf(wait, waits) }))
      .filter(({ length }) => length >= leastQueries)
      .toSorted((left, right) => right.ns - left.ns);
    const share = Math.min(1, (most?.ns ?? 0) / summary.wallNs);
    if (!most || share < leastShare) return undefined;
    const { wait, length, ns } = most;
    const shape = shapeOf(wait.peer);
    return {
      certainty: 'certain',
      message: `${formatCount(wait.count)} queries of one shape ran one after the other, ${formatNs(ns)} in all: ${shape.slice(0, 80)}`,
      where: queryPlaces(wait, evidence),
      signal: { name: 'queries of one shape in a row', value: length, unit: 'count', threshold: leastQueries, sampleCount: wait.count },
      gain: { share, of: 'wall' },
      shape,
      queries: wait.count,
      longest: length,
      meanNs: wait.ns / wait.count,
    };
  },
  evidence: ({ shape, queries, longest, meanNs }) => [
    { label: 'query', value: shape },
    { label: 'times', value: queries, unit: 'count' },
    { label: 'longest chain', value: longest, unit: 'count' },
    { label: 'mean time', value: meanNs, unit: 'ns' },
  ],
  fix: ({ shape }) => ({
    diff: /^(?:INSERT|UPDATE|DELETE)\b/i.test(shape)
      ? "-for (const row of rows) await db.query('INSERT INTO item VALUES ($1, $2)', row);\n+await db.query('INSERT INTO item SELECT * FROM unnest($1::int[], $2::text[])', columnsOf(rows));"
      : "-for (const order of orders) items.push(await db.query('… WHERE order_id = $1', [order.id]));\n+const items = await db.query('… WHERE order_id = ANY($1)', [orders.map(({ id }) => id)]);",
    whenNot: 'each query needs the answer of the one before.',
  }),
});

/** `<host:port> <shape>`. */
function shapeOf(peer: string): string {
  return peer.slice(peer.indexOf(' ') + 1);
}

/** The query's own chain; or, where two shapes take turns, that of all queries to the same server, when nearly all are links of it. */
function chainOf(
  { peer, ns, chainLength = 0, chainedNs = 0 }: Wait,
  waits: readonly Wait[],
): { readonly length: number; readonly ns: number } {
  if (chainLength >= leastQueries) return { length: chainLength, ns: chainedNs };
  const socket = waits.find(({ kind, peer: own }) => kind === 'socket' && own === peer.slice(0, peer.indexOf(' ')));
  const isChained = socket !== undefined && (socket.chainedCount ?? 0) >= 0.8 * socket.count;
  return isChained ? { length: socket.chainLength ?? 0, ns } : { length: 0, ns: 0 };
}

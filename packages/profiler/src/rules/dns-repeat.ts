import { formatCount, formatNs } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastPerMinute = 20;
const leastLookups = 20;

interface LookupMatch extends RuleMatch {
  readonly host: string;
  readonly lookups: number;
  /** Left out for promises, whose end nobody times. */
  readonly meanNs: number | undefined;
  readonly isPooled: boolean;
}

/** One name is looked up again and again, on the thread pool. */
export const dnsRepeat: ProfileRule = defineRule<LookupMatch>({
  id: 'dns-repeat',
  needs: ['counters'],
  summary: 'One host name is looked up 20 times a minute or more.',
  test({ countersLike, profile: { summary } }) {
    const most = countersLike(/^dns\.(?:promises\.)?(?:lookup|resolve\w*)$/).find(({ count: calls }) => calls > 0);
    const [host, count] = most?.keys?.[0] ?? ['', 0];
    const perMinute = count / (summary.wallNs / 60e9);
    if (!most || count < leastLookups || perMinute < leastPerMinute) return undefined;
    return {
      certainty: 'certain',
      severity: 'low',
      message: `${host} was looked up ${formatCount(count)} times.`,
      where: most.places,
      signal: { name: 'lookups of one host a minute', value: perMinute, unit: 'count', threshold: leastPerMinute, sampleCount: count },
      host,
      lookups: count,
      meanNs: most.name.startsWith('dns.promises.') ? undefined : most.ns / Math.max(1, most.count),
      isPooled: most.name.endsWith('lookup'),
    };
  },
  evidence: ({ host, lookups, meanNs, isPooled }, { profile: { summary } }) => [
    { label: 'host', value: host },
    { label: 'lookups', value: lookups, unit: 'count' },
    ...(meanNs === undefined ? [] : [{ label: 'mean time', value: formatNs(meanNs) }]),
    {
      label: 'thread pool',
      value: isPooled
        ? meanNs === undefined
          ? 'each takes one of its threads'
          : `each takes one of its threads, ${((meanNs * lookups) / summary.wallNs).toFixed(2)} in the mean`
        : 'not used',
    },
  ],
  fix: {
    diff: '-await fetch(url);\n+await fetch(url, { dispatcher: agent }); // one agent that keeps connections open needs no second lookup',
    whenNot: 'the address changes by the second, as behind some balancers.',
  },
  experiment: 'memoise-lookup',
});

import { formatNs } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastNs = 20e6;
const leastTimesDelay = 3;
const leastProbes = 5;
/** With fewer there is nothing to wait for. */
const leastJobs = 20;
/** Twice the threads that there are when nothing is said. */
const leastInFlight = 8;

interface PoolMatch extends RuleMatch {
  readonly delayNs: number;
  readonly jobs: string;
}

/** Every thread of libuv's pool is taken, so that even a trivial task waits. */
export const poolSaturation: ProfileRule = defineRule<PoolMatch>({
  id: 'pool-saturation',
  needs: ['series', 'counters'],
  summary:
    'A trivial task through the thread pool takes 20 ms or more in the median of at least 5 tries, and 3 times the event-loop delay, while at least 20 jobs are given to it; a hint when 8 long ones are in flight in the mean.',
  test(evidence) {
    const { poolProbeNs = [], delayNs = [] } = evidence.profile.series ?? {};
    // The answer waits for the loop as well, and a delay is told with the row before or behind.
    const delayAt = (index: number): number => Math.max(delayNs[index - 1] ?? 0, delayNs[index] ?? 0, delayNs[index + 1] ?? 0);
    const probes = poolProbeNs.flatMap((ns, index) => (ns > 0 ? [[ns, delayAt(index)] as const] : []));
    const middle = median(probes.map(([ns]) => ns));
    const delay = median(probes.map(([, ns]) => ns));
    const jobs = evidence
      .countersLike(/^(?:crypto|zlib|fs|dns)\.(?!\w+Sync$|create(?:Hash|Hmac)|[A-Z])/)
      .filter(({ count }) => count > 0)
      .toSorted((left, right) => right.ns - left.ns);
    const [most] = jobs;
    if (!most || jobs.reduce((sum, { count }) => sum + count, 0) < leastJobs) return undefined;
    const isSlow = probes.length >= leastProbes && middle >= leastNs && middle >= leastTimesDelay * delay;
    // Little's law: how many are in flight is how often they come times how long they take.
    const inFlight = most.ns / evidence.profile.summary.wallNs;
    const isCrowded = inFlight >= leastInFlight && most.ns / most.count >= leastNs;
    if (!isSlow && !isCrowded) return undefined;
    return {
      certainty: isSlow ? 'certain' : 'hint',
      message: isSlow
        ? `The thread pool is full: a trivial task waited ${formatNs(middle)} for a thread.`
        : `The thread pool is full: ${inFlight.toFixed(0)} calls of ${most.name} were in flight in the mean, ${formatNs(most.ns / most.count)} each.`,
      where: most.places,
      severity: 'high',
      signal: isSlow
        ? { name: 'median wait for a thread', value: middle, unit: 'ns', threshold: leastNs, sampleCount: probes.length }
        : { name: 'jobs in flight', value: inFlight, unit: 'count', threshold: leastInFlight, sampleCount: most.timedCount },
      delayNs: delay,
      jobs: jobs.map(({ name, count }) => `${name} ${count}×`).join(', '),
    };
  },
  evidence: ({ delayNs, jobs }) => [
    { label: 'event-loop delay meanwhile', value: delayNs, unit: 'ns' },
    { label: 'jobs', value: jobs },
  ],
  fix: {
    package: '@nsi/cpu',
    function: 'createPool',
    diff: '-node app.js\n+UV_THREADPOOL_SIZE=16 node app.js',
    whenNot: 'the jobs already keep every core busy: more threads then only take turns.',
  },
  experiment: 'thread-pool-size',
});

function median(values: readonly number[]): number {
  const sorted = [...values].toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

import { formatBytes, formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.2;
const leastMessages = 1000;
const mostBytes = 16 * 1024;

interface ChatterMatch extends RuleMatch {
  readonly messages: number;
  readonly meanBytes: number;
}

/** Threads spend more on telling each other than on the work told. */
export const workerChatter: ProfileRule = defineRule<ChatterMatch>({
  id: 'worker-chatter',
  needs: ['counters'],
  summary:
    'At least 1,000 messages between threads, of less than 16 KiB in the mean, take 20 % of the busy samples of all threads or more.',
  specificity: 2,
  covers: ['clone-volume'],
  test(evidence) {
    const counters = evidence.countersLike(/^(?:Worker|MessagePort)\.postMessage$/).filter(({ count }) => count > 0);
    const messages = counters.reduce((sum, { count }) => sum + count, 0);
    const meanBytes = counters.reduce((sum, { bytes }) => sum + bytes, 0) / Math.max(1, messages);
    if (messages < leastMessages || meanBytes >= mostBytes) return undefined;
    const { functions = [], frames } = evidence.profile;
    const samples = functions.reduce(
      (sum, { frame, self }) => (isMessaging(frames[frame]?.name, frames[frame]?.file) ? sum + self : sum),
      0,
    );
    const busySamples = evidence.profile.summary.busySampleCount ?? 0;
    const [share, interval] = [samples / Math.max(1, busySamples), evidence.interval(samples, busySamples)];
    if (interval[0] < leastShare) return undefined;
    const sender = counters.find(({ name }) => name === 'Worker.postMessage') ?? counters[0];
    return {
      certainty: 'likely',
      message: `${formatCount(messages)} messages of ${formatBytes(meanBytes)} between threads take ${formatShare(share)} of the busy time.`,
      where: sender?.places ?? [],
      signal: shareSignal({ share, interval, samples, busySamples, places: [] }, leastShare),
      gain: { share, of: 'cpu' },
      messages,
      meanBytes,
    };
  },
  evidence: ({ messages, meanBytes }) => [
    { label: 'messages', value: messages, unit: 'count' },
    { label: 'mean size', value: meanBytes, unit: 'bytes' },
  ],
  fix: {
    package: '@nsi/cpu',
    function: 'createPool',
    diff: '-for (const row of rows) worker.postMessage(row);\n+for (const rows of chunksOf(1000)) worker.postMessage(rows); // one message for many rows',
    whenNot: 'each answer is needed before the next question can be asked.',
  },
});

/** Serialising, waking and dispatching: what the threads do for the sake of the message. */
function isMessaging(name = '', file = ''): boolean {
  if (file === '') return name === 'postMessage';
  return /^node:internal\/(?:worker|per_context\/messageport|event_target|worker\/io)/.test(file);
}

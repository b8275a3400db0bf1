import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.2;
const pattern = /\.(?:find|findIndex|findLast|includes|indexOf|some|every|filter)\s*\(/;

/** Array methods that search have no frame of their own once they are inlined: their time falls on the line that calls them. */
export const linearScan: ProfileRule = defineRule({
  id: 'linear-scan',
  needs: ['profile'],
  summary: 'Lines that search an array from its start take 20 % of the busy samples or more.',
  test(evidence) {
    const share = evidence.shareOnLines(({ text }) => pattern.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'likely',
      message: `Searching arrays from their start takes ${formatShare(share.share)} of the busy time.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    package: '@nsi/memory',
    function: 'IntMap',
    diff: '-const user = users.find((one) => one.id === id);\n+const user = byId.get(id); // const byId = new Map(users.map((one) => [one.id, one]))',
    whenNot: 'the array is short, or changes more often than it is searched.',
  },
});

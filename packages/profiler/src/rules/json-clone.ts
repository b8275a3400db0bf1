import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.05;
const clone = /JSON\.parse\s*\(\s*JSON\.stringify\s*\(/;

/** A copy made through text. */
export const jsonClone: ProfileRule = defineRule({
  id: 'json-clone',
  needs: ['profile'],
  summary: 'Lines with JSON.parse(JSON.stringify(…)) take 5 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const share = evidence.shareOnLines(({ text }) => clone.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'certain',
      message: `Copying through JSON takes ${formatShare(share.share)} of the busy time.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    function: 'structuredClone',
    diff: '-const copy = JSON.parse(JSON.stringify(order));\n+const copy = { ...order, lines: [...order.lines] }; // copy what you change',
    whenNot: 'the copy must lose what JSON cannot hold, such as class instances and undefined.',
  },
});

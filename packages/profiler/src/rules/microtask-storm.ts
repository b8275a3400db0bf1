import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareMatch } from './share-signal.ts';

const leastShare = 0.1;
/** Builtins without a frame of their own: what ticks there is not the waiting. */
const works = /\bJSON\.|\.(?:sort|toSorted|split|replace|replaceAll|match|join|map|filter|reduce|includes|indexOf)\(|\bnew\s+RegExp\b/;

/** Promises that are settled already are awaited, hundreds of thousands of times. Who really waits takes no CPU time there. */
export const microtaskStorm: ProfileRule = defineRule({
  id: 'microtask-storm',
  needs: ['profile'],
  summary: 'Lines in loops that await something take 10 % of the busy samples or more themselves.',
  specificity: 2,
  covers: ['gc-share'],
  test(evidence) {
    const share = evidence.shareOnLines(({ text, isInLoop }) => isInLoop && /\bawait\b/.test(text) && !works.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'likely',
      message: `Awaiting what is there already takes ${formatShare(share.share)} of the busy time: a promise and a turn of the queue for each.`,
      ...shareMatch(share, leastShare),
    };
  },
  fix: {
    diff: '-for (const row of rows) sum += await price(row);\n+for (const row of rows) sum += priceNow(row); // async only where something is waited for, or once a batch',
    whenNot: 'most of the calls do wait for something.',
  },
});

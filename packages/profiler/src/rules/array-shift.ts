import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.1;
const pattern = /\.(?:shift|unshift)\s*\(|\.splice\s*\(\s*0\s*,/;

/** A shift moves every element that is left, from some thousand elements on. */
export const arrayShift: ProfileRule = defineRule({
  id: 'array-shift',
  needs: ['profile'],
  summary: 'Lines that take from, or put at, the start of an array take 10 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const share = evidence.shareOnLines(({ text }) => pattern.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'certain',
      message: `Moving whole arrays by one place takes ${formatShare(share.share)} of the busy time.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    package: '@nsi/memory',
    function: 'Deque',
    diff: '-const next = queue.shift();\n+const next = queue.shift(); // const queue = new Deque()',
    whenNot: 'the queue stays below some thousand entries: V8 moves those without a copy.',
  },
});

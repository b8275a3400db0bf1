import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.1;
const pattern = /\bthrow\b|\bnew\s+\w*Error\s*\(|Error\.captureStackTrace\s*\(|\.stack\b/;

/** Making an error walks the stack; throwing one unwinds it. */
export const throwHot: ProfileRule = defineRule({
  id: 'throw-hot',
  needs: ['profile'],
  summary: 'Lines that make or throw errors take 10 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const share = evidence.shareOnLines(({ text }) => pattern.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'certain',
      message: `Making errors takes ${formatShare(share.share)} of the busy time: each one walks the stack.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    diff: '-if (!valid) throw new ValidationError(field);\\n+if (!valid) return { ok: false, field };',
    whenNot: 'the errors are rare in real use and this run had many of them.',
  },
  experiment: 'no-stack-traces',
});

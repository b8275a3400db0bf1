import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.15;
/** What was built is cut, searched or read by index in the same loop that goes on building it. */
const flattens =
  /\b(\w+)\s*=\s*\1\.(?:slice|substring|substr|replace|trim\w*)\s*\(|\b(\w+)\s*\+=.*\b\2\.(?:charAt|charCodeAt|indexOf|slice|length\s*-)|\b(\w+)\s*=\s*\3\.split\(/;

/** A string that grows by pieces is a tree; cutting or searching it copies all of it into one piece, each time. */
export const stringBuild: ProfileRule = defineRule({
  id: 'string-build',
  needs: ['profile'],
  summary: 'Lines in loops that cut what they go on building take 15 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const share = evidence.shareOnLines(({ text, isInLoop }) => isInLoop && flattens.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'likely',
      message: `Cutting a string while it is being built takes ${formatShare(share.share)} of the busy time.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    package: '@nsi/io',
    function: 'lines',
    diff: '-rest = rest.slice(end + 1);\n+start = end + 1; // walk with indexOf("\\n", start) and cut once',
    whenNot: 'the string is short.',
  },
});

import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareMatch } from './share-signal.ts';

const leastShare = 0.1;
const maxShown = 80;

interface PatternMatch extends RuleMatch {
  readonly pattern: string;
}

/** V8 gives every regular expression a frame that carries its source. */
export const regexBacktrack: ProfileRule = defineRule<PatternMatch>({
  id: 'regex-backtrack',
  needs: ['profile'],
  summary: 'One regular expression takes 10 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const names = new Set(evidence.profile.frames.map(({ name }) => name).filter((name) => name.startsWith('RegExp: ')));
    const shares = [...names].map((name) => ({ name, share: evidence.shareBelow((frame) => frame.name === name) }));
    const [most] = shares.toSorted((left, right) => right.share.share - left.share.share);
    if (!most || most.share.interval[0] < leastShare) return undefined;
    const pattern = most.name.slice('RegExp: '.length);
    const shown = pattern.length > maxShown ? `${pattern.slice(0, maxShown)}…` : pattern;
    const repeats = /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/.test(pattern);
    return {
      certainty: repeats ? 'certain' : 'likely',
      message: `The regular expression /${shown}/ takes ${formatShare(most.share.share)} of the busy time.`,
      ...shareMatch(most.share, leastShare),
      pattern,
    };
  },
  evidence: ({ pattern }) => [{ label: 'pattern', value: pattern.slice(0, 1000) }],
  fix: {
    diff: '-/^(\\w+\\s?)*$/.test(text)\n+/^\\w+(?:\\s\\w+)*$/.test(text.slice(0, 1000)) // nothing inside a repetition can match in two ways',
    whenNot: 'the pattern is linear and the text is simply long: then look for a part of it with indexOf first.',
  },
  experiment: 'linear-regular-expressions',
});

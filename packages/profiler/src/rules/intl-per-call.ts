import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.05;
const pattern = /\.toLocale(?:String|DateString|TimeString|UpperCase|LowerCase)\s*\(|\.localeCompare\s*\(|new\s+Intl\.\w+\s*\(/;

/** A call with a locale makes a formatter, which costs a thousand times as much as formatting with one. */
export const intlPerCall: ProfileRule = defineRule({
  id: 'intl-per-call',
  needs: ['profile'],
  summary: 'Lines that format with a locale anew on every call take 5 % of the busy samples or more.',
  specificity: 2,
  test(evidence) {
    const share = evidence.shareOnLines(({ text }) => pattern.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'certain',
      message: `Making formatters anew takes ${formatShare(share.share)} of the busy time.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    diff: "-value.toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })\n+euro.format(value) // const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' })",
    whenNot: 'every call has another locale or other options: then keep one formatter for each.',
  },
});

import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

const pattern = /\.toLocale(?:String|DateString|TimeString|UpperCase|LowerCase)\s*\(|\.localeCompare\s*\(|new\s+Intl\.\w+\s*\(/;

/** A call with a locale makes a formatter, which costs a thousand times as much as formatting with one. */
export const intlPerCall: ProfileRule = defineLineRule({
  id: 'intl-per-call',
  summary: 'Lines that format with a locale anew on every call take 5 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.05,
  certainty: 'certain',
  isGuilty: ({ text }) => pattern.test(text),
  message: (share) => `Making formatters anew takes ${share} of the busy time.`,
  fix: {
    diff: "-value.toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })\n+euro.format(value) // const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' })",
    whenNot: 'every call has another locale or other options: then keep one formatter for each.',
  },
});

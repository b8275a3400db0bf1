import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

const formats = /(?:^|[.\])])(?:toLocale(?:String|DateString|TimeString|UpperCase|LowerCase)|localeCompare)$/;
/** Top-level code makes a formatter once. */
const constructs = /^Intl\.\w+$/;

/** A call with a locale makes a formatter, which costs a thousand times as much as formatting with one. */
export const intlPerCall: ProfileRule = defineLineRule({
  id: 'intl-per-call',
  summary: 'Lines that format with a locale anew on every call take 5 % of the busy samples or more.',
  specificity: 2,
  leastShare: 0.05,
  hintBelow: 0.1,
  certainty: 'certain',
  isGuilty: ({ name, isInLoop }, line) =>
    formats.test(name) || (constructs.test(name) && (isInLoop || line.function !== '' || line.isInLoop)),
  message: (share) => `Making formatters anew takes ${share} of the busy time.`,
  fix: {
    diff: "-value.toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })\n+euro.format(value) // const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' })",
    whenNot: 'every call has another locale or other options: then keep one formatter for each.',
  },
});

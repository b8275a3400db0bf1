import { defineLineRule } from './define-line-rule.ts';
import type { ProfileRule } from './define-rule.ts';

/** With a function for the elements; or for one value, of what is not called like a text. */
const byFunction = /\.(?:find|findIndex|findLast|findLastIndex|some|every|filter)\s*\(/;
const byValue = /(\w+)\.(?:includes|indexOf|lastIndexOf)\s*\(\s*[\w.[\]]+\s*\)/;
const isText = /text|str(?:ing)?$|line|source|name|path|url|html|body|content|message|haystack|word|key|json|csv/i;

/** Array methods that search have no frame of their own once they are inlined: their time falls on the line that calls them. */
export const linearScan: ProfileRule = defineLineRule({
  id: 'linear-scan',
  summary: 'Lines that search an array from its start take 20 % of the busy samples or more.',
  leastShare: 0.2,
  certainty: 'likely',
  isGuilty: ({ text }) => searchesArray(text),
  message: (share) => `Searching arrays from their start takes ${share} of the busy time.`,
  fix: {
    package: '@nsi/memory',
    function: 'IntMap',
    diff: '-const user = users.find((one) => one.id === id);\n+const user = byId.get(id); // const byId = new Map(users.map((one) => [one.id, one]))',
    whenNot: 'the array is short, or changes more often than it is searched.',
  },
});

function searchesArray(text: string): boolean {
  const receiver = byValue.exec(text)?.[1];
  return byFunction.test(text) || (receiver !== undefined && !isText.test(receiver));
}

/**
 * Calls that were made before: a map under the JSON of the arguments, which is unbounded and takes undefined, dates and −0 for something else, against
 * `memoize`. CPU time by turns in one process, results compared.
 * `node --conditions=@nsi/source bench/memoize.bench.ts`
 */
import { comparePaired, line, machine } from '@nsi/workbench/bench';
import { memoize } from '../src/memoize/memoize.ts';
import { memoizeByJson } from '../src/suites/hand-written.ts';

const queries = Array.from({ length: 200 }, (_, index) => ({
  table: `table ${index % 7}`,
  columns: ['id', `column ${index}`],
  limit: index,
}));
type Query = (typeof queries)[number];
const describe = ({ table, columns, limit }: Query): string => `select ${columns.join()} from ${table} limit ${limit}`;
const words = queries.map(({ columns }) => columns.join());
const measure = (word: string): number => word.length;

const ways = {
  'an object': { ours: memoize(describe), peer: memoizeByJson(describe), inputs: queries, bar: 0.25 },
  'an object, key of its own': {
    ours: memoize(describe, { key: ({ limit }) => limit }),
    peer: memoizeByJson(describe),
    inputs: queries,
    bar: 3,
  },
  'a text': { ours: memoize(measure), peer: memoizeByJson(measure), inputs: words, bar: 1.5 },
} as const;

console.log(machine('CPU time'));
for (const [what, { ours, peer, inputs, bar }] of Object.entries(ways)) {
  const runOf = (call: (input: never) => unknown) => () => {
    let last: unknown;
    for (const input of inputs) last = call(input as never);
    return last;
  };
  if (inputs.some((input) => ours(input as never) !== peer(input as never))) throw new Error('expected equal results');
  console.log(line(`  ${what}`, comparePaired({ ours: runOf(ours), peer: runOf(peer) }, { repeat: 50 }), bar));
}

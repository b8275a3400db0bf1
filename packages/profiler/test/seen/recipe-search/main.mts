// Right answer: clean
// Builds an index of recipes and answers questions with the best of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SearchIndex } from './search-index.mts';
import { bestOf } from './best-of.mts';

const foods =
  'apple butter carrot dill egg fennel garlic honey kale lemon mint nutmeg onion pepper quinoa rice sugar thyme vinegar walnut'.split(' ');
const verbs = ['bake', 'boil', 'chop', 'fry', 'mix', 'roast', 'simmer', 'stir'];

function recipe(n: number): string {
  const words: string[] = [];
  let seed = n + 1;
  for (let word = 0; word < 40; word++) {
    seed = (seed * 48_271) % 2_147_483_647;
    words.push(word % 3 === 0 ? (verbs[seed % 8] ?? '') : `${foods[(seed >> 3) % 20]}${seed % 11 === 0 ? `-${seed % 60}` : ''}`);
  }
  return `${words.join(' ')}.`;
}

function readStopWords(): Set<string> {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-search-'));
  try {
    writeFileSync(join(folder, 'stop.json'), '["mix", "stir"]');
    return new Set(JSON.parse(readFileSync(join(folder, 'stop.json'), 'utf8')) as string[]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const index = new SearchIndex({ stopWords: readStopWords() });
for (let n = 0; n < 90_000; n++) index.add(n, recipe(n));
let total = 0;
let hits = 0;
for (let n = 0; n < 34; n++) {
  const scores = index.scores(`${verbs[n % 8]} ${foods[n % 20]} ${foods[(n * 7) % 20]}-${n % 60}`);
  for (const { score } of bestOf(scores, 10)) total += score;
  hits += scores.size;
}
console.log(index.terms, 'terms,', hits, 'hits,', total.toFixed(1));

// Right answer: spread-reduce
// oxlint-disable oxc/no-accumulating-spread -- held out
// An index of the words of a text, from word to the lines it stands on.

const vocabulary = Array.from({ length: 1400 }, (_, n) => `word${n}`);
const lines = Array.from({ length: 1800 }, (_, n) => [vocabulary[(n * 31) % 1400] ?? '', vocabulary[(n * 17) % 1400] ?? '']);

type Index = Readonly<Record<string, readonly number[]>>;

function addLine(index: Index, words: readonly string[], line: number): Index {
  return words.reduce<Index>(
    (all, word) => ({ ...all, [word]: [...(all[word] ?? []), line] }), // <- slow
    index,
  );
}

let index: Index = {};
for (const [number, words] of lines.entries()) index = addLine(index, words, number);
process.stdout.write(`${Object.keys(index).length} words\n`);

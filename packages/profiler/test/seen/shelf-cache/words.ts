const endings = ['s', 'es', 'ing'];

function stem(word: string): string {
  for (const ending of endings) if (word.length > ending.length + 3 && word.endsWith(ending)) return word.slice(0, -ending.length);
  return word;
}

/** The words of a text as they stand in the index. */
export function wordsOf(text: string, stop: readonly string[] = []): string[] {
  const words: string[] = [];
  for (const [word] of text.toLowerCase().matchAll(/[a-z0-9]+/g)) if (!stop.includes(word)) words.push(stem(word));
  return words;
}

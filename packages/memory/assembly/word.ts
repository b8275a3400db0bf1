/** The bits of a word, with zeros above it: shifts of small signed integers would bring their sign in. */
// @ts-ignore: decorator
@inline
export function unsigned<Word>(word: Word): u64 {
  if (sizeof<Word>() == 1) return <u64><u8>word;
  if (sizeof<Word>() == 2) return <u64><u16>word;
  if (sizeof<Word>() == 4) return <u64><u32>word;
  return <u64>word;
}

// A module whose one function backtracks.
export function isSlug(text = `${'a-'.repeat(11)}!`) {
  return /^(\w+-?)+$/.test(text);
}

// What a look saw besides line feeds, in the low bits of its result.
const RETURN: i32 = 1;
const BEYOND_ASCII: i32 = 2;

const LINE_FEED: i32 = 10;
const CARRIAGE_RETURN: i32 = 13;

/**
 * Looks through `length` bytes at `source` and writes where each line feed lies, counted from `source`, to the column of `u32` at `column`, which
 * has room for `length` of them. Gives 4 × their number, plus 1 if there is a carriage return and 2 if there is a byte beyond ASCII.
 */
export function findLineFeeds(source: usize, length: i32, column: usize): i32 {
  const first = column;
  let at = 0;
  let seen: i32 = 0;
  const feed = i8x16.splat(<i8>LINE_FEED);
  const carriageReturn = i8x16.splat(<i8>CARRIAGE_RETURN);
  let returns = i8x16.splat(0);
  let all = i8x16.splat(0);
  for (const end = length & ~63; at < end; at += 64) {
    const from = source + at;
    const v0 = v128.load(from);
    const v1 = v128.load(from, 16);
    const v2 = v128.load(from, 32);
    const v3 = v128.load(from, 48);
    all = v128.or(all, v128.or(v128.or(v0, v1), v128.or(v2, v3)));
    // Most blocks have no byte up to a carriage return: the least of each column tells.
    const least = i8x16.min_u(i8x16.min_u(v0, v1), i8x16.min_u(v2, v3));
    if (i8x16.bitmask(i8x16.eq(i8x16.min_u(least, carriageReturn), least)) == 0) continue;
    returns = v128.or(
      returns,
      v128.or(
        v128.or(i8x16.eq(v0, carriageReturn), i8x16.eq(v1, carriageReturn)),
        v128.or(i8x16.eq(v2, carriageReturn), i8x16.eq(v3, carriageReturn)),
      ),
    );
    let feeds: u64 =
      <u64>(<u32>i8x16.bitmask(i8x16.eq(v0, feed)) | (<u32>i8x16.bitmask(i8x16.eq(v1, feed)) << 16)) |
      (<u64>(<u32>i8x16.bitmask(i8x16.eq(v2, feed)) | (<u32>i8x16.bitmask(i8x16.eq(v3, feed)) << 16)) << 32);
    while (feeds != 0) {
      store<u32>(column, at + <i32>ctz(feeds));
      column += 4;
      feeds &= feeds - 1;
    }
  }
  if (v128.any_true(returns)) seen |= RETURN;
  if (i8x16.bitmask(all) != 0) seen |= BEYOND_ASCII;
  for (; at < length; at++) {
    const byte = load<u8>(source + at);
    if (byte == LINE_FEED) {
      store<u32>(column, at);
      column += 4;
    } else if (byte == CARRIAGE_RETURN) seen |= RETURN;
    else if (byte > 127) seen |= BEYOND_ASCII;
  }
  return <i32>(column - first) | seen;
}

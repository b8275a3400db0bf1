import { TABLE, TABLE_BYTES } from './layout';
import { commonBytes, copyWild, copyShort } from './copy';

// LZ4 block format, https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md: the last 5 bytes are literals and the last match begins at
// least 12 bytes before the end.
const MIN_MATCH: u32 = 4;
const LAST_LITERALS: u32 = 5;
const MATCH_LIMIT: u32 = 12;
const MAX_DISTANCE: usize = 65535;
/** After 2^6 misses in a row the search steps over one more byte each time. */
const SKIP_TRIGGER: u32 = 6;
/** Takes the 12 bits of a place in a table of 32-bit positions. */
const WIDE_SHIFT: u64 = 64 - 12;
/** Leaves five bytes to hash. */
const PREFIX_DISCARD: u64 = 24;
/** A stream up to this long has every position in reach, in 16 bits. */
const SHORT_STREAM: u32 = 64 << 10;

/**
 * Encodes `length` bytes at `source` as one LZ4 block at `target`, which has room for the worst case. Returns the encoded size.
 * Hot: one call a byte plane; see bench/codec.bench.ts.
 */
export function encodeLz4(source: usize, length: u32, target: usize, acceleration: u32, hashBytes: u32): u32 {
  const discard = <u64>(64 - (hashBytes << 3));
  if (length <= SHORT_STREAM) {
    // Small inputs clear and touch a small table.
    const bits: u64 = length <= 1024 ? 10 : length <= 4096 ? 11 : length <= 16384 ? 12 : 13;
    memory.fill(TABLE, 0, 2 << <u32>bits);
    return encode<u16>(source, source, length, target, acceleration, discard, 64 - bits);
  }
  memory.fill(TABLE, 0, TABLE_BYTES);
  return encode<u32>(source, source, length, target, acceleration, discard, WIDE_SHIFT);
}

/** As `encodeLz4`, with matches that may reach back to `prefix`, which `indexPrefix` has entered into the table. */
export function encodeAfter(prefix: usize, source: usize, length: u32, target: usize, acceleration: u32): u32 {
  return encode<u32>(prefix, source, length, target, acceleration, PREFIX_DISCARD, WIDE_SHIFT);
}

/** Enters every third position of `length` bytes at `prefix` into the table. */
export function indexPrefix(prefix: usize, length: u32): void {
  memory.fill(TABLE, 0, TABLE_BYTES);
  if (length < 8) return;
  const end = prefix + length - 8;
  for (let at = prefix; at <= end; at += 3) store<u32>(slot<u32>(at, PREFIX_DISCARD, WIDE_SHIFT), <u32>(at - prefix));
}

// @ts-ignore: decorator
@inline
function slot<Position>(at: usize, discard: u64, shift: u64): usize {
  const word = (load<u64>(at) << discard) * 0x9e3779b185ebca87;
  return TABLE + (<usize>(word >> shift) << (sizeof<Position>() == 2 ? 1 : 2));
}

// @ts-ignore: decorator
@inline
function isMatch<Position>(candidate: usize, at: usize): bool {
  if (sizeof<Position>() == 4 && at - candidate > MAX_DISTANCE) return false;
  return load<u32>(candidate) == load<u32>(at);
}

/** `Position` is u16 when `prefix` is the source and every distance fits 16 bits, so that no candidate needs a distance check. */
function encode<Position>(prefix: usize, source: usize, length: u32, target: usize, acceleration: u32, discard: u64, shift: u64): u32 {
  const end = source + length;
  let anchor = source;
  let out = target;
  if (length > MATCH_LIMIT) {
    const searchEnd = end - MATCH_LIMIT;
    const matchEnd = end - LAST_LITERALS;
    let at = source + (prefix == source ? 1 : 0);
    if (prefix == source) store<Position>(slot<Position>(source, discard, shift), <Position>0);
    let next = slot<Position>(at, discard, shift);

    while (true) {
      let candidate: usize;
      let ahead = at;
      let step: u32 = 1;
      let misses = acceleration << SKIP_TRIGGER;
      do {
        const here = next;
        at = ahead;
        ahead += step;
        step = misses++ >> SKIP_TRIGGER;
        if (ahead > searchEnd) return finish(anchor, end, out, target);
        candidate = prefix + <usize>load<Position>(here);
        next = slot<Position>(ahead, discard, shift);
        store<Position>(here, <Position>(at - prefix));
      } while (!isMatch<Position>(candidate, at));

      while (at > anchor && candidate > prefix && load<u8>(at - 1) == load<u8>(candidate - 1)) {
        at--;
        candidate--;
      }

      const literals = <u32>(at - anchor);
      let token = out++;
      if (literals >= 15) {
        store<u8>(token, 0xf0);
        out = writeLength(out, literals - 15);
        copyWild(out, anchor, literals);
      } else {
        store<u8>(token, <u8>(literals << 4));
        copyShort(out, anchor);
      }
      out += literals;

      while (true) {
        store<u16>(out, <u16>(at - candidate));
        out += 2;
        const more = commonBytes(at + MIN_MATCH, candidate + MIN_MATCH, matchEnd);
        at += MIN_MATCH + more;
        if (more >= 15) {
          store<u8>(token, load<u8>(token) | 15);
          out = writeLength(out, more - 15);
        } else {
          store<u8>(token, load<u8>(token) | <u8>more);
        }
        anchor = at;
        if (at >= searchEnd) return finish(anchor, end, out, target);

        store<Position>(slot<Position>(at - 2, discard, shift), <Position>(at - 2 - prefix));
        const here = slot<Position>(at, discard, shift);
        candidate = prefix + <usize>load<Position>(here);
        store<Position>(here, <Position>(at - prefix));
        if (!isMatch<Position>(candidate, at)) break;
        token = out++;
        store<u8>(token, 0);
      }
      next = slot<Position>(++at, discard, shift);
    }
  }

  return finish(anchor, end, out, target);
}

/** Writes the last literals and returns the size of the block. */
function finish(anchor: usize, end: usize, out: usize, target: usize): u32 {
  const literals = <u32>(end - anchor);
  if (literals >= 15) {
    store<u8>(out++, 0xf0);
    out = writeLength(out, literals - 15);
  } else {
    store<u8>(out++, <u8>(literals << 4));
  }
  memory.copy(out, anchor, literals);
  return <u32>(out + literals - target);
}

/** Writes what a length exceeds 15 by: bytes of 255, then the rest. */
function writeLength(out: usize, rest: u32): usize {
  while (rest >= 255) {
    store<u8>(out++, 255);
    rest -= 255;
  }
  store<u8>(out, <u8>rest);
  return out + 1;
}

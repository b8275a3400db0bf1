import { unsigned } from './word';

// Frame of reference: each group of 256 integers is written as its bit width (1 byte), its smallest value, and what the others exceed it by,
// that many bits each, lowest bit first.
const GROUP: u32 = 256;
/** Wider differences than this take whole 64-bit words, so that one unaligned load always holds a value. */
const WIDEST: u32 = 56;

/** Packs `count` integers of `width` bytes and returns the packed size, at most `count * width` and `width + 1` bytes a group. */
export function packBits(source: usize, target: usize, count: u32, width: u32, hasSign: bool): u32 {
  if (hasSign) {
    if (width == 1) return pack<i8>(source, target, count);
    if (width == 2) return pack<i16>(source, target, count);
    if (width == 4) return pack<i32>(source, target, count);
    return pack<i64>(source, target, count);
  }
  if (width == 1) return pack<u8>(source, target, count);
  if (width == 2) return pack<u16>(source, target, count);
  if (width == 4) return pack<u32>(source, target, count);
  return pack<u64>(source, target, count);
}

/** The reverse of `packBits`. False when `length` bytes at `source` are not exactly `count` packed integers. */
export function unpackBits(source: usize, length: u32, target: usize, count: u32, width: u32): bool {
  if (width == 1) return unpack<u8>(source, length, target, count);
  if (width == 2) return unpack<u16>(source, length, target, count);
  if (width == 4) return unpack<u32>(source, length, target, count);
  return unpack<u64>(source, length, target, count);
}

/** Hot: one pass for the bounds of a group, one for its bits; see bench/codec.bench.ts. */
function pack<Word>(source: usize, target: usize, count: u32): u32 {
  const end = source + count * sizeof<Word>();
  let out = target;
  while (source < end) {
    const groupEnd = min(source + GROUP * sizeof<Word>(), end);
    let least = load<Word>(source);
    let most = least;
    for (let at = source; at < groupEnd; at += sizeof<Word>()) {
      const word = load<Word>(at);
      least = word < least ? word : least;
      most = word > most ? word : most;
    }
    const bits = widthOf<Word>(least, most);
    store<u8>(out, <u8>bits);
    store<Word>(out, least, 1);
    out += 1 + sizeof<Word>();
    if (sizeof<Word>() == 8 && bits == 64) {
      memory.copy(out, source, groupEnd - source);
      out += groupEnd - source;
    } else {
      let pending: u64 = 0;
      let filled: u64 = 0;
      for (let at = source; at < groupEnd; at += sizeof<Word>()) {
        const excess = unsigned<Word>(load<Word>(at) - least);
        pending |= excess << filled;
        filled += bits;
        if (filled >= 64) {
          store<u64>(out, pending);
          out += 8;
          filled -= 64;
          pending = excess >> (bits - filled);
        }
      }
      store<u64>(out, pending);
      out += <usize>((filled + 7) >> 3);
    }
    source = groupEnd;
  }
  return <u32>(out - target);
}

function unpack<Word>(source: usize, length: u32, target: usize, count: u32): bool {
  const end = source + length;
  const outEnd = target + count * sizeof<Word>();
  while (target < outEnd) {
    if (end - source < 1 + sizeof<Word>()) return false;
    const bits = <u64>load<u8>(source);
    const least = load<Word>(source, 1);
    source += 1 + sizeof<Word>();
    const groupEnd = min(target + GROUP * sizeof<Word>(), outEnd);
    const size = <usize>((<u64>((groupEnd - target) / sizeof<Word>()) * bits + 7) >> 3);
    if (bits > sizeof<Word>() * 8 || (bits > WIDEST && bits != 64) || size > end - source) return false;
    if (bits == 64) {
      memory.copy(target, source, size);
      target = groupEnd;
    } else {
      const mask = (<u64>1 << bits) - 1;
      for (let at: u64 = 0; target < groupEnd; at += bits) {
        const excess = (load<u64>(source + <usize>(at >> 3)) >> (at & 7)) & mask;
        store<Word>(target, least + <Word>excess);
        target += sizeof<Word>();
      }
    }
    source += size;
  }
  return source == end;
}

// @ts-ignore: decorator
@inline
function widthOf<Word>(least: Word, most: Word): u64 {
  const bits = 64 - clz(unsigned<Word>(most - least));
  return bits > WIDEST ? 64 : bits;
}

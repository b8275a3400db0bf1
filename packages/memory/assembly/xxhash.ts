// xxHash, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md: XXH64 for blocks of this package, XXH32 for LZ4 frames.
const A32: u32 = 0x9e3779b1;
const B32: u32 = 0x85ebca77;
const C32: u32 = 0xc2b2ae3d;
const D32: u32 = 0x27d4eb2f;
const E32: u32 = 0x165667b1;

const A64: u64 = 0x9e3779b185ebca87;
const B64: u64 = 0xc2b2ae3d27d4eb4f;
const C64: u64 = 0x165667b19e3779f9;
const D64: u64 = 0x85ebca77c2b2ae63;
const E64: u64 = 0x27d4eb2f165667c5;

/** XXH64 of `length` bytes at `at`, folded to 32 bits. */
export function checksum(at: usize, length: u32, seed: u64): u32 {
  const end = at + length;
  let hash: u64;
  if (length >= 32) {
    let a = seed + A64 + B64;
    let b = seed + B64;
    let c = seed;
    let d = seed - A64;
    const limit = end - 32;
    do {
      a = round64(a, load<u64>(at));
      b = round64(b, load<u64>(at, 8));
      c = round64(c, load<u64>(at, 16));
      d = round64(d, load<u64>(at, 24));
      at += 32;
    } while (at <= limit);
    hash = rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18);
    hash = merge64(merge64(merge64(merge64(hash, a), b), c), d);
  } else {
    hash = seed + E64;
  }
  hash += <u64>length;
  for (; at + 8 <= end; at += 8) hash = rotl(hash ^ round64(0, load<u64>(at)), 27) * A64 + D64;
  if (at + 4 <= end) {
    hash = rotl(hash ^ (<u64>load<u32>(at) * A64), 23) * B64 + C64;
    at += 4;
  }
  for (; at < end; at++) hash = rotl(hash ^ (<u64>load<u8>(at) * E64), 11) * A64;
  hash = (hash ^ (hash >> 33)) * B64;
  hash = (hash ^ (hash >> 29)) * C64;
  hash ^= hash >> 32;
  return <u32>hash ^ <u32>(hash >> 32);
}

/** `checksum` with seed 0, for a host that has no 64-bit numbers. */
export function fingerprint(at: usize, length: u32): u32 {
  return checksum(at, length, 0);
}

// @ts-ignore: decorator
@inline
function round64(state: u64, word: u64): u64 {
  return rotl(state + word * B64, 31) * A64;
}

// @ts-ignore: decorator
@inline
function merge64(hash: u64, state: u64): u64 {
  return (hash ^ round64(0, state)) * A64 + D64;
}

// A running XXH32: the content of a frame is hashed block by block. A block that is not the last has a multiple of 16 bytes.
let a32: u32 = 0;
let b32: u32 = 0;
let c32: u32 = 0;
let d32: u32 = 0;
let total32: u32 = 0;
let isLong32: bool = false;

export function xxh32Start(): void {
  a32 = A32 + B32;
  b32 = B32;
  c32 = 0;
  d32 = 0 - A32;
  total32 = 0;
  isLong32 = false;
}

/** Takes in the whole stripes of `length` bytes at `at`; returns how many bytes that were. */
export function xxh32Update(at: usize, length: u32): u32 {
  const stripes = length & ~15;
  const end = at + stripes;
  let a = a32;
  let b = b32;
  let c = c32;
  let d = d32;
  for (; at < end; at += 16) {
    a = round32(a, load<u32>(at));
    b = round32(b, load<u32>(at, 4));
    c = round32(c, load<u32>(at, 8));
    d = round32(d, load<u32>(at, 12));
  }
  a32 = a;
  b32 = b;
  c32 = c;
  d32 = d;
  total32 += stripes;
  if (stripes > 0) isLong32 = true;
  return stripes;
}

/** XXH32, seed 0, of all that was taken in and the last `length` < 16 bytes at `at`. */
export function xxh32Finish(at: usize, length: u32): u32 {
  const end = at + length;
  let hash = isLong32 ? rotl(a32, 1) + rotl(b32, 7) + rotl(c32, 12) + rotl(d32, 18) : E32;
  hash += total32 + length;
  for (; at + 4 <= end; at += 4) hash = rotl(hash + load<u32>(at) * C32, 17) * D32;
  for (; at < end; at++) hash = rotl(hash + <u32>load<u8>(at) * E32, 11) * A32;
  hash = (hash ^ (hash >> 15)) * B32;
  hash = (hash ^ (hash >> 13)) * C32;
  return hash ^ (hash >> 16);
}

// @ts-ignore: decorator
@inline
function round32(state: u32, word: u32): u32 {
  return rotl(state + word * B32, 13) * A32;
}

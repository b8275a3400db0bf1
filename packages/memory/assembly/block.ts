import { packBits, unpackBits } from './bitpack';
import { joinBits, splitBits } from './bitplanes';
import { delta, undelta } from './delta';
import { HEADER, HEADER_BYTES, MAX_PACKED, PACKED, PLAIN, SPARE, WORK } from './layout';
import { decodeLz4 } from './lz4-decode';
import { encodeLz4 } from './lz4-encode';
import { encodeLz4AfterDictionary } from './dictionary';
import { setPlane, shuffle, unshuffle } from './shuffle';
import { checksum } from './xxhash';

// A filter is an arrangement, with or without differences first. The host numbers them the same way.
const NONE: u32 = 0;
const SHUFFLE: u32 = 1;
const BITSHUFFLE: u32 = 2;
const BITPACK: u32 = 3;
const ARRANGEMENT: u32 = 3;
const DELTA: u32 = 4;
/** Said by the host of signed integers. */
const SIGNED: u32 = 8;

// A block is two 32-bit words and its payload: the payload's size with the flag `STORED` when it is the plain bytes, and the checksum.
// The payload of an LZ4 block is one stream a byte plane, each behind a word of its size and the flag that says what it is when not LZ4.
const STORED: u32 = 1 << 31;
const CONSTANT: u32 = 1 << 30;
const SIZE: u32 = CONSTANT - 1;
const PAYLOAD: usize = PACKED + 8;

/** Result of `unpackBlock` that is no address. */
const MALFORMED: usize = 0;

let filteredBytes: u32 = 0;

/** How many bytes the last `filterBlock` made. */
export function filteredLength(): u32 {
  return filteredBytes;
}

/** Filters the plain bytes of a block, which stay as they are, and returns where the result is. */
export function filterBlock(filter: u32, width: u32, count: u32): usize {
  const arrangement = arrangementOf(filter, width);
  const source = arranged(filter, width, count);
  if (arrangement != BITSHUFFLE) return source;
  for (let plane: u32 = 0; plane < width; plane++) splitBits(source + plane * count, SPARE + plane * count, count);
  return SPARE;
}

/** Undoes `filterBlock` on `length` bytes in `WORK`; the plain bytes are then in `PLAIN`. False when they are not what a filter makes. */
export function unfilterBlock(filter: u32, width: u32, count: u32, length: u32): bool {
  const arrangement = arrangementOf(filter, width);
  if (arrangement != BITPACK && length != count * width) return false;
  if (arrangement == NONE) {
    memory.copy(PLAIN, WORK, length);
  } else if (arrangement == BITPACK) {
    if (!unpackBits(WORK, length, PLAIN, count, width)) return false;
  } else if (width == 1) {
    joinBits(WORK, PLAIN, count);
  } else {
    for (let plane: u32 = 0; plane < width; plane++) {
      let at = WORK + plane * count;
      if (arrangement == BITSHUFFLE) {
        joinBits(at, SPARE + plane * count, count);
        at = SPARE + plane * count;
      }
      setPlane(plane, at);
    }
    unshuffle(PLAIN, count, width);
  }
  if (filter & DELTA) undelta(PLAIN, count, width, arrangement != BITPACK);
  return true;
}

/**
 * Packs `count` elements of `width` bytes in `PLAIN` into an LZ4 block at `PACKED` and returns its size, header and all.
 * Hot: one call a block; see bench/codec.bench.ts.
 */
export function packBlock(filter: u32, width: u32, count: u32, acceleration: u32, hashBytes: u32, dictionaryLength: u32): u32 {
  const arrangement = arrangementOf(filter, width);
  const plainLength = count * width;
  const source = arranged(filter, width, count);
  let out = PAYLOAD;
  if (arrangement == BITPACK) {
    out = writeStream(out, source, filteredBytes, acceleration, hashBytes, 0);
  } else {
    for (let plane: u32 = 0; plane < width; plane++) {
      let at = source + plane * count;
      if (isConstant(at, count)) {
        store<u32>(out, CONSTANT | 1);
        store<u8>(out, load<u8>(at), 4);
        out += 5;
        continue;
      }
      if (arrangement == BITSHUFFLE) {
        splitBits(at, SPARE + plane * count, count);
        at = SPARE + plane * count;
      }
      out = writeStream(out, at, count, acceleration, hashBytes, dictionaryLength);
    }
  }
  const length = <u32>(out - PAYLOAD);
  if (length < plainLength) {
    store<u32>(PACKED, length);
    return length + 8;
  }
  memory.copy(PAYLOAD, PLAIN, plainLength);
  store<u32>(PACKED, plainLength | STORED);
  return plainLength + 8;
}

/** Checksum of the array's header, which the host has written without it. */
export function headerChecksum(): u32 {
  return checksum(HEADER, HEADER_BYTES - 4, 0);
}

/** Enters the checksum into the block at `PACKED`; `index` is its place in the array, so that blocks cannot change places unseen. */
export function sealBlock(index: u32): void {
  store<u32>(PACKED, blockChecksum(index), 4);
}

/** Whether the checksum of the block at `PACKED` is right. */
export function isSealed(index: u32): bool {
  return (load<u32>(PACKED) & SIZE) <= MAX_PACKED && load<u32>(PACKED, 4) == blockChecksum(index);
}

/**
 * Unpacks the LZ4 block at `PACKED`, which may be anything. Returns where its `count * width` plain bytes are, or `MALFORMED`.
 * Hot: one call a block; see bench/codec.bench.ts.
 */
export function unpackBlock(filter: u32, width: u32, count: u32, dictionaryLength: u32): usize {
  const arrangement = arrangementOf(filter, width);
  const word = load<u32>(PACKED);
  const length = word & SIZE;
  if (length > MAX_PACKED) return MALFORMED;
  if (word & STORED) return length == count * width ? PAYLOAD : MALFORMED;
  const end = PAYLOAD + length;
  let at = PAYLOAD;

  if (arrangement == BITPACK) {
    if (!readStream(at, end, WORK, MAX_PACKED, WORK)) return MALFORMED;
    if (!unpackBits(streamAt, streamLength, PLAIN, count, width)) return MALFORMED;
    at = streamEnd;
  } else {
    for (let plane: u32 = 0; plane < width; plane++) {
      const offset = plane * count;
      const target = arrangement == NONE ? PLAIN + offset : arrangement == SHUFFLE ? WORK + offset : SPARE + offset;
      if (!readStream(at, end, target, count, target - (plane == 0 ? dictionaryLength : 0)) || streamLength != count) return MALFORMED;
      at = streamEnd;
      let ready = streamAt;
      if (arrangement == NONE) {
        if (ready != target) memory.copy(target, ready, count);
      } else if (arrangement == BITSHUFFLE) {
        const joined = (width == 1 ? PLAIN : WORK) + offset;
        if (isStreamConstant) memory.copy(joined, ready, count);
        else joinBits(ready, joined, count);
        ready = joined;
      }
      setPlane(plane, ready);
    }
    if (arrangement != NONE && width > 1) unshuffle(PLAIN, count, width);
  }
  if (at != end) return MALFORMED;
  if (filter & DELTA) undelta(PLAIN, count, width, arrangement != BITPACK);
  return PLAIN;
}

/** Differences and all of the arrangement but the bit planes; `filteredBytes` are at the address it returns. */
function arranged(filter: u32, width: u32, count: u32): usize {
  const arrangement = arrangementOf(filter, width);
  let source = PLAIN;
  filteredBytes = count * width;
  if (filter & DELTA) {
    delta(source, SPARE, count, width, arrangement != BITPACK);
    source = SPARE;
  }
  if (arrangement == BITPACK) {
    filteredBytes = packBits(source, WORK, count, width, (filter & (DELTA | SIGNED)) != 0);
    return WORK;
  }
  if (arrangement == NONE) return source;
  if (width == 1) {
    memory.copy(WORK, source, count);
    return WORK;
  }
  shuffle(source, WORK, count, width);
  return WORK;
}

/** A single byte has nothing to shuffle. */
// @ts-ignore: decorator
@inline
function arrangementOf(filter: u32, width: u32): u32 {
  const arrangement = filter & ARRANGEMENT;
  return width == 1 && arrangement == SHUFFLE ? NONE : arrangement;
}

function writeStream(out: usize, source: usize, length: u32, acceleration: u32, hashBytes: u32, dictionaryLength: u32): usize {
  const body = out + 4;
  const encoded =
    dictionaryLength > 0
      ? encodeLz4AfterDictionary(length, body, acceleration, dictionaryLength)
      : encodeLz4(source, length, body, acceleration, hashBytes);
  if (encoded < length) {
    store<u32>(out, encoded);
    return body + encoded;
  }
  memory.copy(body, source, length);
  store<u32>(out, length | STORED);
  return body + length;
}

// What `readStream` found.
let streamAt: usize = 0;
let streamLength: u32 = 0;
let streamEnd: usize = 0;
let isStreamConstant: bool = false;

/** Reads the stream at `at`: decoded to `target`, or left in place when it was stored. False when it does not fit. */
function readStream(at: usize, end: usize, target: usize, capacity: u32, floor: usize): bool {
  if (at + 4 > end) return false;
  const word = load<u32>(at);
  const length = word & SIZE;
  const body = at + 4;
  if (length > <u32>(end - body)) return false;
  streamEnd = body + length;
  isStreamConstant = (word & CONSTANT) != 0;
  if (isStreamConstant) {
    if (length != 1) return false;
    memory.fill(target, load<u8>(body), capacity);
    streamAt = target;
    streamLength = capacity;
    return true;
  }
  if (word & STORED) {
    streamAt = body;
    streamLength = length;
    return length <= capacity;
  }
  const decoded = decodeLz4(body, length, target, capacity, floor);
  streamAt = target;
  streamLength = <u32>decoded;
  return decoded >= 0;
}

function isConstant(at: usize, length: u32): bool {
  const end = at + length;
  const first = load<u8>(at);
  const pattern = <u64>first * 0x0101010101010101;
  for (; at + 8 <= end; at += 8) if (load<u64>(at) != pattern) return false;
  for (; at < end; at++) if (load<u8>(at) != first) return false;
  return true;
}

function blockChecksum(index: u32): u32 {
  const word = load<u32>(PACKED);
  return checksum(PAYLOAD, word & SIZE, (<u64>index << 32) | <u64>word);
}

import { DICTIONARY_TABLE, PLAIN, TABLE, TABLE_BYTES } from './layout';
import { encodeAfter, indexPrefix } from './lz4-encode';

/** Takes in the dictionary of `length` bytes that ends where `PLAIN` begins. */
export function loadDictionary(length: u32): void {
  indexPrefix(PLAIN - length, length);
  memory.copy(DICTIONARY_TABLE, TABLE, TABLE_BYTES);
}

/** Encodes `length` bytes in `PLAIN` as one LZ4 block at `target`, with matches into the dictionary. */
export function encodeLz4AfterDictionary(length: u32, target: usize, acceleration: u32, dictionaryLength: u32): u32 {
  memory.copy(TABLE, DICTIONARY_TABLE, TABLE_BYTES);
  return encodeAfter(PLAIN - dictionaryLength, PLAIN, length, target, acceleration);
}

import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';

/** Most bytes that a match can reach back. */
const maxDictionaryBytes = 65_536;

/** A dictionary that is in the kernels' memory, ready for use. */
export interface LoadedDictionary {
  readonly length: number;
  readonly source: Uint8Array | undefined;
  /** Fingerprint of its bytes, never 0. */
  readonly id: number;
}

const noDictionary: LoadedDictionary = Object.freeze({ length: 0, source: undefined, id: 0 });
const loaded = new WeakMap<Kernels, LoadedDictionary>();

/**
 * Brings `source` into the kernels' memory, unless it is there since the last call: the bytes of a dictionary must not change.
 * Decoding with a changed one is noticed by its fingerprint.
 */
export function loadDictionary(kernels: Kernels, source: Uint8Array | undefined): LoadedDictionary {
  if (!source) return noDictionary;
  const last = loaded.get(kernels);
  if (last?.source === source) return last;
  const { length } = source;
  if (length < 8 || length > maxDictionaryBytes) {
    throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', `expected a dictionary of 8 to ${maxDictionaryBytes} bytes, got ${length}`);
  }
  const { bytes, at, calls } = kernels;
  bytes.set(source, at.PLAIN - length);
  calls.loadDictionary(length);
  const dictionary = Object.freeze({ length, source, id: calls.fingerprint(at.PLAIN - length, length) >>> 0 || 1 });
  loaded.set(kernels, dictionary);
  return dictionary;
}

/** The dictionary that bytes with `id` were encoded with. */
export function loadMatchingDictionary(kernels: Kernels, source: Uint8Array | undefined, id: number): LoadedDictionary {
  if (id === 0) return noDictionary;
  if (!source) throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', 'expected the dictionary that the bytes were encoded with, got none');
  const dictionary = loadDictionary(kernels, source);
  if (dictionary.id === id) return dictionary;
  throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', 'expected the dictionary that the bytes were encoded with, got another');
}

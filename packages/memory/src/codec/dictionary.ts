import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';

/** Most bytes that a match can reach back. */
const maxDictionaryBytes = 65_536;

/** A dictionary that is in the kernels' memory, ready for use. */
export interface LoadedDictionary {
  readonly length: number;
  /** What the caller gave: it stands for the same bytes as long as it is the last dictionary in use. */
  readonly given: Uint8Array | undefined;
  /** A copy that nobody changes. */
  readonly source: Uint8Array | undefined;
  /** Fingerprint of its bytes, never 0. */
  readonly id: number;
}

const noDictionary: LoadedDictionary = Object.freeze({ length: 0, given: undefined, source: undefined, id: 0 });
const loaded = new WeakMap<Kernels, LoadedDictionary>();

/** Brings `given` into the kernels' memory, unless it is there since the last call. */
export function loadDictionary(kernels: Kernels, given: Uint8Array | undefined): LoadedDictionary {
  if (!given) return noDictionary;
  const last = loaded.get(kernels);
  if (last?.given === given) return last;
  const { length } = given;
  if (length < 8 || length > maxDictionaryBytes) {
    throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', `expected a dictionary of 8 to ${maxDictionaryBytes} bytes, got ${length}`);
  }
  const { calls, at } = kernels;
  const source = Uint8Array.from(given);
  place(kernels, source);
  const dictionary = Object.freeze({ length, given, source, id: calls.fingerprint(at.PLAIN - length, length) >>> 0 || 1 });
  loaded.set(kernels, dictionary);
  return dictionary;
}

/** Brings a dictionary back that another one may have taken the place of. Call it before each block that needs one. */
export function keepDictionary(kernels: Kernels, dictionary: LoadedDictionary): void {
  if (!dictionary.source || loaded.get(kernels) === dictionary) return;
  place(kernels, dictionary.source);
  loaded.set(kernels, dictionary);
}

function place({ bytes, at, calls }: Kernels, source: Uint8Array): void {
  bytes.set(source, at.PLAIN - source.length);
  calls.loadDictionary(source.length);
}

/** The dictionary that bytes with `id` were encoded with. */
export function loadMatchingDictionary(kernels: Kernels, source: Uint8Array | undefined, id: number): LoadedDictionary {
  if (id === 0) return noDictionary;
  if (!source) throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', 'expected the dictionary that the bytes were encoded with, got none');
  const dictionary = loadDictionary(kernels, source);
  if (dictionary.id === id) return dictionary;
  throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', 'expected the dictionary that the bytes were encoded with, got another');
}

/** What one call of `encode` may be told. A codec that takes no dictionary refuses one with an error of its own. */
export interface EncodeOptions {
  /** Effort, in the codec's own scale; out of range is an error. Left out: the codec's default. */
  readonly level?: number;
  /** Shared knowledge of typical content; the same bytes are needed to decode. */
  readonly dictionary?: Uint8Array;
}

/** What one call of `decode` must be told: input may come from anywhere, so the bound has no default. */
export interface DecodeOptions {
  /** Hard bound on the decoded size in bytes, checked before anything is allocated. */
  readonly maxOutputBytes: number;
  /** The bytes given to `encode`; needed exactly when they were. */
  readonly dictionary?: Uint8Array;
}

/** A reversible transform of bytes. Implementations pass `testCodec` of `@nsi/core/testing`. */
export interface Codec {
  readonly name: string;
  /** Encodes `input` into bytes of its own; never keeps or changes `input`. */
  encode(input: Uint8Array, options?: EncodeOptions): Uint8Array;
  /** The bytes that were encoded. Throws an `NsiError` on input that is truncated, foreign or larger than `maxOutputBytes`. */
  decode(input: Uint8Array, options: DecodeOptions): Uint8Array;
  /** As `encode`, off the calling thread. */
  encodeAsync?(input: Uint8Array, options?: EncodeOptions & { readonly signal?: AbortSignal }): Promise<Uint8Array>;
  /** As `decode`, off the calling thread. */
  decodeAsync?(input: Uint8Array, options: DecodeOptions & { readonly signal?: AbortSignal }): Promise<Uint8Array>;
}

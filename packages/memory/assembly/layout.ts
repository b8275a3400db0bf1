// Where everything lives in the fixed linear memory. Each region ends in `SLACK` bytes that 16-byte copies may overrun and nobody reads.
// A dictionary ends where `PLAIN` begins, so that matches reach back into it.

/** Bytes a wild copy may run past the end of a region. */
export const SLACK: u32 = 64;
/** Most plain bytes one block holds; the host reads it. */
export const MAX_BLOCK: u32 = 512 << 10;
export const MAX_DICTIONARY: u32 = 64 << 10;

/** First byte of the memory that is ours; the compiler's own constants lie below. */
const ORIGIN: usize = 4096;
/** Hash table of the LZ4 encoder: 16 KiB. */
export const TABLE: usize = ORIGIN;
export const TABLE_BYTES: usize = 16 << 10;
/** Table of the dictionary, copied over `TABLE` before each use. */
export const DICTIONARY_TABLE: usize = TABLE + TABLE_BYTES;
/** Source pointers of the byte planes of one block. */
export const PLANES: usize = DICTIONARY_TABLE + TABLE_BYTES;
const DICTIONARY: usize = PLANES + 64;
/** Plain bytes of one block. */
export const PLAIN: usize = DICTIONARY + MAX_DICTIONARY;
/** Filtered bytes of one block. */
export const WORK: usize = PLAIN + MAX_BLOCK + SLACK;
/** Second scratch, for filters of two steps. Bit packing may add a header every 256 elements. */
export const SPARE: usize = WORK + MAX_BLOCK + (MAX_BLOCK >> 4) + SLACK;
/** Encoded bytes of one block: header, stream sizes and streams. */
export const PACKED: usize = SPARE + MAX_BLOCK + (MAX_BLOCK >> 4) + SLACK;

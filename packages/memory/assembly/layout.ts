// Where everything lives in the fixed linear memory. Regions that 16-byte copies write to end in `SLACK` bytes that nobody reads.

const SLACK: usize = 64;
/** Most elements in a block, and so the longest stream: every distance in it fits 16 bits. */
export const MAX_COUNT: u32 = 64 << 10;
const MAX_PLAIN: usize = MAX_COUNT * 8;
/** Most that any filter or codec makes of a block: bit packing adds up to 9 bytes to 256, LZ4 one in 255, each stream a word. */
export const MAX_PACKED: usize = MAX_PLAIN + (MAX_PLAIN >> 4);
export const MAX_DICTIONARY: usize = 64 << 10;

/** Hash table of the LZ4 encoder. The compiler's own constants lie below. */
export const TABLE: usize = 4096;
export const TABLE_BYTES: usize = 16 << 10;
/** The table of the dictionary in use, copied to `TABLE` before each stream. */
export const DICTIONARY_TABLE: usize = TABLE + TABLE_BYTES;
/** Addresses of the byte planes of a block. */
export const PLANES: usize = DICTIONARY_TABLE + TABLE_BYTES;
/** Plain bytes of a block. A dictionary ends where they begin, so that matches reach back into it. */
export const PLAIN: usize = PLANES + 64 + MAX_DICTIONARY;
/** Bytes on their way through the filters. */
export const WORK: usize = PLAIN + MAX_PLAIN + SLACK;
export const SPARE: usize = WORK + MAX_PACKED + SLACK;
/** The array's header, written by the host so that it and the first block leave in one copy. */
export const HEADER: usize = SPARE + MAX_PLAIN + SLACK + 4;
export const HEADER_BYTES: usize = 28;
/** A packed block. */
export const PACKED: usize = HEADER + HEADER_BYTES;
export const END: usize = PACKED + 8 + MAX_PACKED + SLACK;

export { filterBlock, filteredLength, headerChecksum, isSealed, packBlock, sealBlock, unfilterBlock, unpackBlock } from './block';
export { loadDictionary } from './dictionary';
export { END, HEADER, MAX_PACKED, PACKED, PLAIN, WORK } from './layout';
export { decodeLz4 } from './lz4-decode';
export { encodeLz4 } from './lz4-encode';
export { fingerprint, xxh32Finish, xxh32Start, xxh32Update } from './xxhash';

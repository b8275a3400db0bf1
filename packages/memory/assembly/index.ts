export { decodeLz4 } from './lz4-decode';
export { encodeLz4, encodeLz4After, indexPrefix } from './lz4-encode';
export { checksum, xxh32Finish, xxh32Start, xxh32Update } from './xxhash';
export { shuffle, unshuffle, setPlane } from './shuffle';
export { delta, undelta } from './delta';
export { splitBits, joinBits } from './bitplanes';
export { PLAIN, WORK, SPARE, PACKED, MAX_BLOCK } from './layout';

export { createIo, createPlainIo, type Io } from './io.ts';
export type { IoOptions, IoOptionsInput } from './options.ts';
export { ioErrors, type IoErrorCode } from './errors.ts';

export { filePermits, type FilePermit, type FilePermits } from './permits/file-permits.ts';
export { openPermitted, type OpenPermittedOptions, type PermittedFile } from './permits/open-permitted.ts';

export { createBlockCache, type BlockCache, type BlockCacheStats } from './block-cache/create-block-cache.ts';
export type { BlockCacheOptions } from './block-cache/block-cache-options.ts';
export type { BlockFile, BlockReadOptions } from './block-cache/block-file.ts';
export { cachedFile, type CachedFile, type CachedFileStats } from './cached-file/cached-file.ts';
export type { CachedFileOptions } from './cached-file/cached-file-options.ts';
export {
  createHandlePool,
  type AcquireFileOptions,
  type HandlePool,
  type HandlePoolStats,
} from './handle-pool/create-handle-pool.ts';
export type { FileLease } from './handle-pool/file-lease.ts';
export type { HandlePoolOptions } from './handle-pool/handle-pool-options.ts';
export type { CopyProgress, CopyTreeOptions } from './copy/copy-options.ts';
export { copyTree, type CopySummary } from './copy/copy-tree.ts';

export { createIo, createPlainIo, type Io } from './io.ts';
export type { IoOptions, IoOptionsInput } from './options.ts';
export { ioErrors, type IoErrorCode } from './errors.ts';

export { filePermits, type FilePermit, type FilePermits } from './permits/file-permits.ts';
export type { FileSet, FileView } from './read/file-set.ts';
export type { SystemPath } from './read/packed-paths.ts';
export type { PathInput } from './read/path-list.ts';
export type { ManyOptions, ReadManyOptions, StatManyOptions } from './read/read-many-options.ts';
export { readMany } from './read/read-many.ts';
export { readModes, type ReadMode } from './read/read-mode.ts';
export type { StatField } from './read/stat-columns.ts';
export { statMany } from './read/stat-many.ts';
export type { StatSet } from './read/stat-set.ts';
export { writeMany, type FileToWrite, type WriteManyOptions, type WriteManyResult } from './read/write-many.ts';

export type { BlockLease } from './stream/block-lease.ts';
export type { ByteSource } from './stream/chunk-source.ts';
export { openReader, type FileReader } from './stream/file-reader.ts';
export type { LineOptions } from './stream/line-options.ts';
export { lines, type Lines } from './stream/lines.ts';
export { ndjson, type BadLine, type Ndjson, type NdjsonOptions, type Validate } from './stream/ndjson.ts';
export type { ReaderOptions } from './stream/reader-options.ts';

export type { FileKind } from './walk/file-kind.ts';
export type { WalkBatch, WalkEntry } from './walk/walk-batch.ts';
export type { WalkOptions } from './walk/walk-options.ts';
export { walk, type Walk } from './walk/walk.ts';

export { openPermitted, type OpenPermittedOptions, type PermittedFile } from './permits/open-permitted.ts';

export { createBlockCache, type BlockCache, type BlockCacheStats } from './block-cache/create-block-cache.ts';
export type { BlockCacheOptions } from './block-cache/block-cache-options.ts';
export type { BlockFile, BlockReadOptions } from './block-cache/block-file.ts';
export { cachedFile, type CachedFile, type CachedFileStats } from './cached-file/cached-file.ts';
export type { CachedFileOptions } from './cached-file/cached-file-options.ts';
export { createHandlePool, type AcquireFileOptions, type HandlePool, type HandlePoolStats } from './handle-pool/create-handle-pool.ts';
export type { FileLease } from './handle-pool/file-lease.ts';
export type { HandlePoolOptions } from './handle-pool/handle-pool-options.ts';
export type { CopyProgress, CopyTreeOptions } from './copy/copy-options.ts';
export { copyTree, type CopySummary } from './copy/copy-tree.ts';

export type { AddTreeOptions, AddTreeSummary } from './pack/add-tree.ts';
export { createPackWriter, type EntryFacts, type PackContent, type PackSummary, type PackWriter } from './pack/create-pack-writer.ts';
export type { ExtractOptions, ExtractProgress } from './pack/extract-options.ts';
export type { ExtractSummary } from './pack/extract-pack.ts';
export { openPack, type Pack, type PackReadOptions } from './pack/open-pack.ts';
export type { PackEntry } from './pack/pack-entry.ts';
export type { PackCodec } from './pack/pack-format.ts';
export type { OpenPackOptions, PackWriterOptions } from './pack/pack-options.ts';
export type { PackProblem, VerifyOptions, VerifySummary } from './pack/verify-pack.ts';

export { probeDevice, type DeviceProbe } from './probe/probe-device.ts';
export type { DeviceRate } from './probe/device-measures.ts';
export type { Figure } from './probe/figure.ts';
export type { ProbeOptions, ProbeProgress } from './probe/probe-options.ts';

export type { AtomicFile } from './write/write-atomic-many.ts';
export type { Durability, WriteAtomicOptions } from './write/atomic-options.ts';
export { writeAtomic } from './write/write-atomic.ts';
export { writeAtomicMany } from './write/write-atomic-many.ts';
export { createBufferedWriter, type BufferedWriter } from './write/buffered-writer.ts';
export type { BufferedWriterOptions, WriterSync } from './write/buffered-writer-options.ts';

export { createAppendLog, type AppendLog } from './append-log/append-log.ts';
export type { LogCommit } from './append-log/group.ts';
export type { AppendLogOptions, RecoverOptions } from './append-log/log-options.ts';
export { readAppendLog, type ReadAppendLogOptions } from './append-log/read-append-log.ts';
export { recover, type Recovery } from './append-log/recover.ts';
export type { LogRecord } from './append-log/scan-log.ts';

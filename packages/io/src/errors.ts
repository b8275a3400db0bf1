import { defineErrors, type MakeError } from '@nsi/core';

/** Every code of this room, with when it is thrown and what to do. */
export const ioErrors = {
  NSI_IO_OPEN_FILES: {
    when: 'The process or the system has no file descriptor left, and none was given back in time.',
    hint: 'Raise `ulimit -n`, or lower `limits.maxOpenFiles` so that this process waits instead of running out.',
  },
  NSI_IO_PERMIT_OPTION: {
    when: 'The bound of open files is set to something that is not a whole number from 1.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_READ_OPTION: {
    when: 'A reading call is given an option it cannot use, or an entry that is not a path.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_READ_TOO_LARGE: {
    when: 'A file holds more than `maxFileBytes`.',
    hint: 'Raise `maxFileBytes` if you expect such files, or read this one with `openReader`.',
  },
  NSI_IO_READ_FAILED: {
    when: 'Files among many could not be read, written or looked at.',
    hint: 'The first cause is attached; pass `onError` to go on with the others.',
  },
  NSI_IO_READ_WORKER: {
    when: 'The worker thread that reads for this process ended before it answered.',
    hint: "Use `mode: 'async'` where worker threads cannot run.",
  },
  NSI_IO_READER_OPTION: {
    when: 'A reader is opened with an option it cannot use, or read by two consumers.',
    hint: 'Use a value within the bounds the message names; open one reader for each consumer.',
  },
  NSI_IO_READER_TRUNCATED: {
    when: 'A file became shorter while it was read.',
    hint: 'Read it when its writer is done, or pass `onTruncated: "end"` to take what is there.',
  },
  NSI_IO_LINES_OPTION: {
    when: 'Lines are read with an option or from a source that cannot be used.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_LINES_TOO_LONG: {
    when: 'A line is longer than `maxLineBytes`.',
    hint: 'Raise `maxLineBytes` if such lines are meant, or check that the source is text at all.',
  },
  NSI_IO_NDJSON_LINE: {
    when: 'A line is not JSON, or its value is not what `validate` expects.',
    hint: 'Pass `onBadLine` to count or keep bad lines and go on.',
  },
  NSI_IO_WALK_OPTION: {
    when: 'A walk is started with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_WRITE_OPTION: {
    when: 'A writer, or an atomic write, is given an option or a chunk it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_WRITE_FAILED: {
    when: 'The system refused bytes of a buffered writer: no room, a broken pipe, a failing device.',
    hint: 'The cause says why. The bytes are kept: make room and call `flush()` to go on, or dispose the writer to give up.',
  },
  NSI_IO_WRITE_CLOSED: {
    when: 'A buffered writer is used after it was disposed.',
    hint: 'Dispose the writer after the last write.',
  },
  NSI_IO_ATOMIC_TARGET: {
    when: 'The path of an atomic write is a directory, a device, a pipe or a loop of symbolic links.',
    hint: 'Name a regular file, or one that does not exist yet.',
  },
  NSI_IO_ATOMIC_MANY: {
    when: 'Some files of `writeAtomicMany` could not be written; the others were.',
    hint: 'The first cause is attached and `details.failed` lists the paths; write those again.',
  },
  NSI_IO_LOG_OPTION: {
    when: 'An append log is opened with an option it cannot use, or given a record that is too large or is not bytes or text.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_LOG_FORMAT: {
    when: 'A file is not an append log, or was written by a newer version.',
    hint: 'Check the path; the file was left as it is.',
  },
  NSI_IO_LOG_CORRUPT: {
    when: 'Records that were once durable are damaged: valid ones that can only have been written later follow them.',
    hint: "Restore the file from a copy, or pass `onCorrupt: 'truncate'` to lose everything from the damage on.",
  },
  NSI_IO_LOG_LOCKED: {
    when: 'Another writer has the append log open.',
    hint: 'Close the other writer. If it ran on a machine or in a container that is gone, delete the lock file that the message names.',
  },
  NSI_IO_LOG_FAILED: {
    when: 'A record could not be made durable, or the log is used after it was closed or after such a failure.',
    hint: 'Open the log again: what it then holds is what is durable.',
  },
  NSI_IO_TRACE_COMMAND: {
    when: 'The program to observe is missing or cannot be started.',
    hint: 'Put the command after two dashes: `nsi-io trace -- node app.js`.',
  },
  NSI_IO_HANDLE_OPTION: {
    when: 'A handle pool is created with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_HANDLE_DISPOSED: {
    when: 'A file is asked of a handle pool that was disposed.',
    hint: 'Dispose the pool after the last caller is done.',
  },
  NSI_IO_BLOCK_CACHE_OPTION: {
    when: 'A block cache is created with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_BLOCK_CACHE_FILE: {
    when: 'A block cache is to open something that is no regular file.',
    hint: 'Read pipes, devices and directories directly: what they hold cannot be cached.',
  },
  NSI_IO_BLOCK_CACHE_RANGE: {
    when: 'A range of a file has an impossible offset or length, or the file was closed.',
    hint: 'Pass whole numbers from 0; a range may go beyond the end of the file.',
  },
  NSI_IO_CACHED_FILE_OPTION: {
    when: 'A cached file is made with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_CACHED_FILE_TOO_LARGE: {
    when: 'A file is larger than a cached file may hold in memory.',
    hint: 'Raise `maxBytes`, or read ranges of it through `createBlockCache`.',
  },
  NSI_IO_PACK_OPTION: {
    when: 'A pack is written or opened with an option that cannot be used, or used after it was closed.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_PACK_NAME: {
    when: 'The name of an entry is empty, absolute, leads upward, or is taken.',
    hint: 'Name entries by their path relative to what is packed, each once.',
  },
  NSI_IO_PACK_ENTRY: {
    when: 'A pack has no file of the name asked for.',
    hint: 'Look at `entries` for the names it has.',
  },
  NSI_IO_PACK_FOREIGN: {
    when: 'A file is neither a pack nor any other series of zstd or LZ4 frames that can be read at random.',
    hint: 'Check the path; make packs with `nsi-io pack`.',
  },
  NSI_IO_PACK_CORRUPT: {
    when: 'A pack fails a checksum, contradicts itself, or ends too early.',
    hint: 'Fetch or write the pack again; `nsi-io verify` lists what in it is intact.',
  },
  NSI_IO_PACK_TOO_LARGE: {
    when: 'A pack claims more than the bounds it was opened with: index, entries, frames or size of a frame.',
    hint: 'Raise the bound that the message names if you trust the source; otherwise refuse the file.',
  },
  NSI_IO_FILE_EXISTS: {
    when: 'A command or call would replace a file.',
    hint: 'Pass `--force` (in code `force: true`) to replace it, or write elsewhere.',
  },
  NSI_IO_PATH_OUTSIDE: {
    when: 'An entry of a pack or a link in a tree leads out of the folder it must stay in, or a symbolic link stands in the way of writing.',
    hint: 'Refuse the source, or remove the link that the message names.',
  },
  NSI_IO_COPY_OPTION: {
    when: 'A copy is started with an option it cannot use, from something that is no folder, or into its own source.',
    hint: 'Use a value within the bounds the message names, and a target outside of the source.',
  },
  NSI_IO_COPY_REFLINK: {
    when: 'A copy that must share its data with the source is asked for where the file system cannot.',
    hint: 'Copy within one file system that can (Btrfs, XFS, APFS), or leave `reflink` at `auto`.',
  },
  NSI_IO_COPY_KIND: {
    when: 'A tree holds something that is neither file, folder nor symbolic link, or the target has another kind of entry in its place.',
    hint: 'Leave it out with `filter`, or remove what stands in its place.',
  },
  NSI_IO_PROBE_OPTION: {
    when: 'A device is probed with an option that cannot be used, or in something that is no folder.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_IO_PROBE_CONFIG: {
    when: 'The configuration file that `probe --write-config` found cannot be edited: it is a script, or no JSON object.',
    hint: 'Name a JSON file with `--config`, or copy the printed section into the script.',
  },
} as const;

/** A code of this room. */
export type IoErrorCode = keyof typeof ioErrors;

/** Makes an error of this room. */
export const ioError: MakeError<IoErrorCode> = defineErrors(ioErrors);

import { constants, type Stats } from 'node:fs';
import { copyFile, open, utimes, type FileHandle } from 'node:fs/promises';
import { ioError } from '../errors.ts';
import type { CopySettings } from './copy-options.ts';

const { COPYFILE_EXCL, COPYFILE_FICLONE, COPYFILE_FICLONE_FORCE } = constants;
const flagsOf = Object.freeze({
  auto: COPYFILE_EXCL | COPYFILE_FICLONE,
  require: COPYFILE_EXCL | COPYFILE_FICLONE_FORCE,
  never: COPYFILE_EXCL,
});

/** Bytes that are read while the ones before them are written. */
const bufferBytes = 1 << 20;

/** Copies a regular file to `target`, where nothing may be, with its permission bits. What an abort or an error leaves there is the caller's to remove. */
export async function copyOneFile(
  source: Buffer,
  target: Buffer,
  stats: Stats,
  { reflink, pieceBytes, keepTimes, signal }: CopySettings,
  onPiece: (bytes: number) => void,
): Promise<void> {
  if (reflink === 'require') {
    if (!(await isCloned(source, target)))
      throw ioError('NSI_IO_COPY_REFLINK', `expected a file system that shares data at ${target.toString()}, got one that does not`);
    onPiece(stats.size);
  } else if (stats.size <= pieceBytes) {
    await copyFile(source, target, flagsOf[reflink]);
    onPiece(stats.size);
  } else if (reflink !== 'never' && (await isCloned(source, target))) {
    onPiece(stats.size);
  } else await copyInPieces(source, target, stats, signal, onPiece);
  if (keepTimes) await utimes(target, stats.atime, stats.mtime);
}

async function isCloned(source: Buffer, target: Buffer): Promise<boolean> {
  try {
    await copyFile(source, target, flagsOf.require);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENOTTY', 'EXDEV', 'EINVAL', 'EPERM'].includes(code ?? '')) return false;
    throw error;
  }
}

async function copyInPieces(
  source: Buffer,
  target: Buffer,
  { mode }: Stats,
  signal: AbortSignal | undefined,
  onPiece: (bytes: number) => void,
): Promise<void> {
  await using from = await open(source, constants.O_RDONLY | constants.O_NOFOLLOW);
  await using to = await open(target, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  let [buffer, other] = [Buffer.allocUnsafeSlow(bufferBytes), Buffer.allocUnsafeSlow(bufferBytes)];
  let { bytesRead } = await from.read(buffer, 0, bufferBytes, 0);
  for (let position = 0; bytesRead > 0;) {
    signal?.throwIfAborted();
    const [next] = await settled(
      from.read(other, 0, bufferBytes, position + bytesRead),
      writeAll(to, buffer.subarray(0, bytesRead), position),
    );
    onPiece(bytesRead);
    position += bytesRead;
    bytesRead = next.bytesRead;
    [buffer, other] = [other, buffer];
  }
  await to.chmod(mode & 0o7777);
}

/** Both results, once neither call uses its buffer any more. */
async function settled<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

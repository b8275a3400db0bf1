import { constants } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { partialPlace } from '../copy/partial-file.ts';
import { alignedBuffer } from './aligned-buffer.ts';

/** A file to measure with, gone when it is disposed, and when the process exits. */
export interface ProbeFile extends AsyncDisposable {
  readonly handle: FileHandle;
  /** Whether reads and writes go past the system's cache. */
  readonly isDirect: boolean;
}

const { O_RDWR, O_CREAT, O_EXCL } = constants;
/** 0 on systems that do not know it. */
const direct = (constants as { readonly O_DIRECT?: number }).O_DIRECT ?? 0;

/** Makes a file in `folder`, past the cache where the file system allows it. */
export async function openProbeFile(folder: string): Promise<ProbeFile> {
  const owned = new AsyncDisposableStack();
  try {
    const place = owned.use(partialPlace(Buffer.from(join(folder, 'probe'))));
    const handle = owned.adopt(await openDirect(place.path), async (file) => file?.close());
    const isDirect = handle !== undefined && (await takesDirect(handle));
    const used = isDirect ? handle : owned.use(await open(place.path, handle === undefined ? O_RDWR | O_CREAT | O_EXCL : O_RDWR, 0o600));
    // Where the system allows it the file has no name from here on, so that not even a killed process leaves it.
    if (process.platform !== 'win32') await unlink(place.path);
    const moved = owned.move();
    return { handle: used, isDirect, [Symbol.asyncDispose]: () => moved.disposeAsync() };
  } finally {
    await owned.disposeAsync();
  }
}

async function openDirect(path: Buffer): Promise<FileHandle | undefined> {
  if (direct === 0) return undefined;
  return open(path, O_RDWR | O_CREAT | O_EXCL | direct, 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EINVAL' || error.code === 'ENOTSUP' || error.code === 'EOPNOTSUPP') return undefined;
    throw error;
  });
}

/** Some file systems let a file be opened so and refuse to write to it. */
async function takesDirect(handle: FileHandle): Promise<boolean> {
  try {
    await handle.write(alignedBuffer(4096), 0, 4096, 0);
    await handle.read(alignedBuffer(4096), 0, 4096, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EINVAL') return false;
    throw error;
  }
}

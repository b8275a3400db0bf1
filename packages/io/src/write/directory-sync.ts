import { constants } from 'node:fs';
import type { FileCalls } from './file-calls.ts';

/** An open directory that several writers share. Release it when no sync is wanted any more. */
export interface DirectorySync {
  /** Resolves when every rename and every new name made in the directory before the call is on the device. */
  sync(): Promise<void>;
  /** The last one to release closes the directory. */
  release(): void;
}

interface SharedDirectory {
  readonly file: Promise<number>;
  users: number;
  running: Promise<void> | undefined;
  /** Not started yet: covers everything until it starts, so callers may join it. */
  next: Promise<void> | undefined;
}

const shared = new WeakMap<FileCalls, Map<string, SharedDirectory>>();

/** Opens a directory for syncing, or joins who has it open. One `fsync` serves all callers that come while another is running. */
export function acquireDirectorySync(files: FileCalls, path: string): DirectorySync {
  const directories = shared.get(files) ?? new Map<string, SharedDirectory>();
  shared.set(files, directories);
  let directory = directories.get(path);
  if (!directory) {
    directory = { file: files.open(path, constants.O_RDONLY, 0), users: 0, running: undefined, next: undefined };
    // Who needs the directory awaits it; who has failed before does not.
    directory.file.catch(() => undefined);
    directories.set(path, directory);
  }
  const own = directory;
  own.users += 1;
  return {
    sync: () => syncShared(files, own),
    release() {
      own.users -= 1;
      if (own.users > 0) return;
      directories.delete(path);
      void own.file.then(
        (file) => files.closeSync(file),
        () => undefined,
      );
    },
  };
}

function syncShared(files: FileCalls, directory: SharedDirectory): Promise<void> {
  if (directory.next) return directory.next;
  if (!directory.running) return start(files, directory);
  directory.next = directory.running
    .catch(() => undefined)
    .then(() => {
      directory.next = undefined;
      return start(files, directory);
    });
  return directory.next;
}

function start(files: FileCalls, directory: SharedDirectory): Promise<void> {
  const running = directory.file
    .then((file) => files.fsync(file))
    .finally(() => {
      if (directory.running === running) directory.running = undefined;
    });
  directory.running = running;
  return running;
}

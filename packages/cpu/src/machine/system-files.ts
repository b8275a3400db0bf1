import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files in which a system tells of itself, such as `/proc/self/cgroup`. Tests hand in a folder that looks like one. */
export interface SystemFiles {
  /** Text of a file named by its absolute path, or `undefined` when there is none or it may not be read. */
  read(path: string): string | undefined;
}

/** The files below `root`. */
export function systemFilesAt(root: string): SystemFiles {
  return {
    read(path) {
      try {
        return readFileSync(join(root, path), 'utf8');
      } catch {
        // Absent on other systems, unreadable in some containers: either way it tells nothing.
        return undefined;
      }
    },
  };
}

/** This machine's own. */
export const systemFiles: SystemFiles = systemFilesAt('/');

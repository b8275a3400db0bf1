import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const enter = ['unshare', ['-rm', 'sh', '-c']] as const;

/** Whether this system lets a process mount a disk of its own. */
export const hasSmallDisks: boolean = spawnSync(enter[0], [...enter[1], 'true']).status === 0;

/**
 * Runs a module in a process of its own with an empty disk of `kibibytes` in memory, and gives back what it printed, as JSON. The module finds
 * the disk's folder in `disk`.
 */
export function runOnSmallDisk(kibibytes: number, source: string): unknown {
  const disk = mkdtempSync(join(tmpdir(), 'nsi-disk-'));
  const script = `mount -t tmpfs -o size=${kibibytes}k tmpfs "$DISK" && exec "$NODE" --conditions=@nsi/source --input-type=module -e "$SOURCE"`;
  const { stdout, stderr, status } = spawnSync(enter[0], [...enter[1], script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    env: { ...process.env, DISK: disk, NODE: process.execPath, SOURCE: `const disk = process.env.DISK;\n${source}` },
  });
  rmSync(disk, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** An empty folder that is removed when the test file is done. */
export function scratchFolder(root: string = tmpdir()): string {
  const folder = mkdtempSync(join(root, 'nsi-io-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineSuite, type Suite } from '@nsi/core/report';
import { copyTree } from '../copy/copy-tree.ts';

/** Copies of a folder. */
export const copySuite: Suite = defineSuite({
  name: 'copy-tree',
  category: 'io',
  description: 'A folder of 200 files of 2 KiB, copied.',
  setup(): { readonly folder: string; readonly source: string } {
    const folder = mkdtempSync(join(tmpdir(), 'nsi-io-suite-'));
    const source = join(folder, 'source');
    for (let index = 0; index < 200; index++) {
      const sub = join(source, String(index % 10));
      mkdirSync(sub, { recursive: true });
      writeFileSync(join(sub, String(index)), Buffer.alloc(2048, index));
    }
    return { folder, source };
  },
  teardown: ({ folder }) => rmSync(folder, { recursive: true }),
  variants: [
    {
      name: 'fs.cp',
      isBaseline: true,
      create: ({ context }: { readonly context: { readonly folder: string; readonly source: string } }) =>
        copying(context.folder, async (target) => cp(context.source, target, { recursive: true })),
    },
    {
      name: 'copyTree',
      create: ({ context }: { readonly context: { readonly folder: string; readonly source: string } }) =>
        copying(context.folder, async (target) => void (await copyTree(context.source, target))),
    },
  ],
  validate: { mode: 'deepEqual' },
  items: () => 200,
});

/** Copies to a new place each time; gives the names that are there. */
function copying(folder: string, copy: (target: string) => Promise<void>): () => Promise<readonly string[]> {
  return async () => {
    const target = join(mkdtempSync(join(folder, 'target-')), 'copy');
    await copy(target);
    return readdirSync(target, { recursive: true }).map(String).toSorted();
  };
}

/**
 * Copies of a folder against fs.cp: many small files, and a few large ones. Interleaved in one process; removing is not measured.
 * `node --conditions=@nsi/source bench/copy.bench.ts [folder on the device]`
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareClocks, line, machine } from '@nsi/workbench/bench';
import { copyTree } from '../src/copy/copy-tree.ts';

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'nsi-bench-'));
const trees = [
  { what: '400 files of 4 KiB in 20 folders', folders: 20, files: 20, bytes: 4096, rounds: 21 },
  { what: '4 files of 24 MiB', folders: 1, files: 4, bytes: 3 * 2 ** 23, rounds: 9 },
];

console.log(machine());
for (const [tree, { what, folders, files, bytes, rounds }] of trees.entries()) {
  const source = join(folder, `source-${tree}`);
  for (let sub = 0; sub < folders; sub++) {
    mkdirSync(join(source, String(sub)), { recursive: true });
    for (let index = 0; index < files; index++)
      writeFileSync(join(source, String(sub), String(index)), Buffer.alloc(bytes, sub * files + index));
  }
  let count = 0;
  const targets: string[] = [];
  const target = (): string => {
    // The one before the last is not measured any more.
    for (const old of targets.splice(0, Math.max(0, targets.length - 2))) rmSync(old, { recursive: true });
    const path = join(folder, `target-${count++}`);
    targets.push(path);
    return path;
  };
  const [ours, peer] = [target(), target()];
  await copyTree(source, ours);
  await cp(source, peer, { recursive: true });
  if (!isEqual(ours, peer)) throw new Error('expected equal trees');
  const { wall, cpu } = await compareClocks(
    {
      ours: () => copyTree(source, target()),
      peer: () => cp(source, target(), { recursive: true }),
    },
    { rounds, warmups: 1, checksResults: false },
  );
  console.log(line(`${what}, wall`, wall));
  console.log(line(`${what}, CPU`, cpu));
}
rmSync(folder, { recursive: true });

function isEqual(one: string, other: string): boolean {
  const names = readdirSync(one, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(one.length));
  return (
    names.length === readdirSync(other, { recursive: true }).length &&
    files.every((name) => readFileSync(one + name).equals(readFileSync(other + name)))
  );
}

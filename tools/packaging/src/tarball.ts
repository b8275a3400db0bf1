import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { HousePackage } from '@nsi/house/workspace';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { runProgram } from './run-program.ts';

const require = createRequire(import.meta.url);

/** Packs a package as it would be published; gives the tarball's path. */
export async function packPackage({ root }: HousePackage, folder: string, pnpm: string): Promise<string> {
  await runProgram(pnpm, ['pack', '--pack-destination', folder], root);
  const [tarball] = await readdir(folder);
  if (tarball === undefined) throw new Error(`expected \`pnpm pack\` to write a tarball into ${folder}, found none`);
  return join(folder, tarball);
}

/** Rejects with publint's findings, suggestions included. */
export async function checkWithPublint(tarball: string): Promise<void> {
  const bytes = await readFile(tarball);
  const { messages, pkg } = await publint({ pack: { tarball: Uint8Array.from(bytes).buffer }, strict: true });
  if (messages.length > 0) throw new Error(messages.map((message) => `${message.type}: ${formatMessage(message, pkg)}`).join('\n'));
}

/** Rejects with the problems that "are the types wrong" finds for an ESM-only package. */
export async function checkWithAttw(tarball: string): Promise<void> {
  const attw = require.resolve('@arethetypeswrong/cli/package.json').replace(/package\.json$/, 'dist/index.js');
  await runProgram(
    process.execPath,
    [attw, tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji', '--no-summary'],
    join(tarball, '..'),
  );
}

/** What must be in every tarball and what must not, by its own listing. */
export async function checkContents(tarball: string, { manifest }: HousePackage): Promise<string> {
  const { stdout } = await runProgram('tar', ['-tzf', tarball], join(tarball, '..'));
  const files = stdout.trim().split('\n');
  const missing = ['LICENSE', 'README.md', 'package.json', ...(manifest.bin ? ['dist/cli.js'] : [])].filter(
    (file) => !files.includes(`package/${file}`),
  );
  const foreign = files.filter((file) => /\.(?:test|bench)\.|\.map$|\.tsbuildinfo$|\/src\/|\/node_modules\//.test(file));
  if (missing.length + foreign.length > 0)
    throw new Error(`missing: ${missing.join(', ') || 'nothing'}; should not be there: ${foreign.join(', ') || 'nothing'}`);
  const { size } = await stat(tarball);
  return `${files.length} files, ${Math.ceil(size / 1024)} KiB`;
}

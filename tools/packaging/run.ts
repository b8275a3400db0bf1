/** Publishes every package to a registry on loopback and uses each as a stranger would: `node tools/packaging/run.ts [folder…]`. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HousePackage, listPackages, workspaceRoot } from '@nsi/house/workspace';
import { checkHelp, checkRealCommand, measureSample } from './src/bin.ts';
import { createCheckList, forEachAtMost } from './src/check-list.ts';
import { checkLoading, checkTypes, compilers, installInto, resolutions } from './src/consumer.ts';
import { realCommands } from './src/real-commands.ts';
import { startRegistry } from './src/registry.ts';
import { checkRelease } from './src/release.ts';
import { runProgram } from './src/run-program.ts';
import { checkContents, checkWithAttw, checkWithPublint, packPackage } from './src/tarball.ts';

const wanted = process.argv.slice(2);
const packages = listPackages();
const parallel = availableParallelism();
const list = createCheckList((line) => process.stdout.write(`${line}\n`));
const folder = await mkdtemp(join(tmpdir(), 'nsi-packaging-'));
try {
  const pnpm = await findPnpm();
  await using registry = await startRegistry(folder);
  const npmrc = join(folder, '.npmrc');
  await writeFile(npmrc, registry.npmrc);

  await forEachAtMost(parallel, packages, async (housePackage) => {
    const { folder: name } = housePackage;
    const place = join(folder, 'tarballs', name);
    await mkdir(place, { recursive: true });
    let tarball = '';
    await list.check(`${name}: packs`, async () => {
      tarball = await packPackage(housePackage, place, pnpm);
      return checkContents(tarball, housePackage);
    });
    if (tarball === '') return;
    await list.check(`${name}: publishes`, async () => {
      await runProgram('npm', ['publish', tarball, '--userconfig', npmrc, '--provenance=false'], folder);
    });
    if (!isWanted(housePackage)) return;
    await list.check(`${name}: publint finds nothing`, () => checkWithPublint(tarball));
    await list.check(`${name}: its types resolve (attw)`, () => checkWithAttw(tarball));
  });

  let commands: ReturnType<typeof realCommands> = {};
  await list.check('bench: measures the report that viz draws', async () => {
    commands = realCommands(await measureSample(join(folder, 'sample')));
  });

  await forEachAtMost(parallel, packages.filter(isWanted), async (housePackage) => {
    const { folder: name, manifest } = housePackage;
    const consumer = join(folder, 'consumers', name);
    const isInstalled = await list.check(`${name}: installs alone`, () =>
      installInto(consumer, [manifest.name, '@types/node@24'], registry),
    );
    if (!isInstalled) return;
    await list.check(`${name}: loads by import and by require`, () => checkLoading(consumer, housePackage));
    for (const compiler of compilers) {
      for (const resolution of resolutions) {
        await list.check(`${name}: type-checks with ${compiler}, ${resolution}`, () =>
          checkTypes(consumer, housePackage, compiler, resolution),
        );
      }
    }
    if (!manifest.bin) return;
    await list.check(`${name}: npx ${manifest.name} --help`, () => checkHelp(consumer, housePackage));
    for (const command of commands[name] ?? []) {
      await list.check(`${name}: npx ${manifest.name} ${command.args.join(' ')}`, () => checkRealCommand(consumer, housePackage, command));
    }
  });

  if (wanted.length === 0) await list.check('nx release --dry-run', () => checkRelease(pnpm));
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${list.passed} passed, ${list.failed} failed\n`);
process.exitCode = list.failed === 0 ? 0 : 1;

function isWanted({ folder: name }: HousePackage): boolean {
  return wanted.length === 0 || wanted.includes(name);
}

/** The pnpm that `packageManager` names, wherever npx keeps it. */
async function findPnpm(): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(join(workspaceRoot, 'package.json'), 'utf8')) as { readonly packageManager: string };
  const { stdout } = await runProgram('npx', ['-y', '--package', packageManager, 'which', 'pnpm'], tmpdir());
  return stdout.trim();
}

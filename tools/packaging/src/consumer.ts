import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { entriesOf, type HousePackage } from '@nsi/house/workspace';
import type { Registry } from './registry.ts';
import { runProgram } from './run-program.ts';

const require = createRequire(import.meta.url);

/** Libraries that no package of ours may bring along: drivers, queues and browsers are for the user to choose. */
const unwelcome =
  /^(?:pg|postgres|mysql2?|mariadb|mongodb|redis|ioredis|bullmq|nats|amqplib|kafkajs|sqlite3|better-sqlite3|playwright(?:-core)?|puppeteer(?:-core)?)$/;

/** Installs `names` into a new, empty project in `folder`, as a user does. Tells how many packages came. */
export async function installInto(folder: string, names: readonly string[], registry: Registry): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  await writeFile(join(folder, '.npmrc'), `${registry.npmrc}audit=false\nfund=false\nupdate-notifier=false\nprefer-offline=true\n`);
  await runProgram('npm', ['install', ...names], folder);
  const installed = await installedNames(folder);
  const dragged = installed.filter((name) => unwelcome.test(name));
  if (dragged.length > 0) throw new Error(`expected no driver, queue or browser to be installed along, got ${dragged.join(', ')}`);
  return `${installed.length} packages`;
}

async function installedNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'node_modules'));
  const scopes = names.filter((name) => name.startsWith('@'));
  const scoped = await Promise.all(
    scopes.map(async (scope) => (await readdir(join(folder, 'node_modules', scope))).map((name) => `${scope}/${name}`)),
  );
  return [...names.filter((name) => !/^[@.]/.test(name)), ...scoped.flat()];
}

/** Loads every entry by `import` and by `require`: both must give the same names. Entries of types alone have none. */
export async function checkLoading(folder: string, housePackage: HousePackage): Promise<string> {
  const specifiers = entriesOf(housePackage)
    .map(({ specifier }) => specifier)
    .filter((specifier) => !needsTestRunner(specifier));
  const script = `
    const { createRequire } = await import('node:module');
    const require = createRequire(import.meta.url);
    for (const specifier of ${JSON.stringify(specifiers)}) {
      const imported = Object.keys(await import(specifier)).sort().join();
      const required = Object.keys(require(specifier)).filter((name) => name !== '__esModule').sort().join();
      if (imported !== required) throw new Error(specifier + ': import gives ' + imported + ', require gives ' + required);
      console.log(specifier, imported === '' ? 0 : imported.split(',').length);
    }`;
  const { stdout } = await runProgram(process.execPath, ['--input-type=module', '-e', script], folder);
  await runProgram(process.execPath, ['--input-type=commonjs', '-e', `require('${housePackage.manifest.name}')`], folder);
  return stdout.trim().split('\n').join(', ');
}

/** `@nsi/bench/vitest` extends a runner that is an optional peer. */
function needsTestRunner(specifier: string): boolean {
  return specifier.endsWith('/vitest');
}

/** Compilers that a user may have. */
export const compilers: readonly Compiler[] = Object.freeze(['typescript-5', 'typescript-7']);
export type Compiler = 'typescript-5' | 'typescript-7';

/** How such a compiler may find modules. */
export const resolutions: readonly Resolution[] = Object.freeze(['nodenext', 'bundler']);
export type Resolution = 'nodenext' | 'bundler';

/** Type-checks a program that uses every entry, with the checks of libraries on. */
export async function checkTypes(folder: string, housePackage: HousePackage, compiler: Compiler, resolution: Resolution): Promise<void> {
  const imports = entriesOf(housePackage)
    .filter(({ specifier }) => !needsTestRunner(specifier))
    .map(({ specifier }, index) => `import * as entry${index} from '${specifier}';\nexport { entry${index} };\n`);
  const project = join(folder, `types-${compiler}-${resolution}`);
  await mkdir(project);
  await writeFile(join(project, 'consumer.ts'), imports.join(''));
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'esnext.disposable'],
    module: resolution === 'nodenext' ? 'nodenext' : 'esnext',
    moduleResolution: resolution,
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  const tsc = require.resolve(`${compiler}/package.json`).replace(/package\.json$/, 'bin/tsc');
  await runProgram(process.execPath, [tsc, '-p', project], folder);
}

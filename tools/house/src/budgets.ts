import { join } from 'node:path';
import { leastCpuTimes } from './cpu-time.ts';
import { listPackages, workspaceRoot } from './workspace.ts';

/** A bound on start-up cost: `measured` beside `allowed`, both in `unit`. */
export interface Budget {
  readonly what: string;
  readonly measured: number;
  readonly allowed: number;
  readonly unit: 'ms' | '×';
}

const coreImportMs = 5;
const roofOverCore = 1.5;
const helpOverNode = 1.6;

/** Measures every start-up budget of the house on the built packages: least CPU time of interleaved child processes. */
export async function measureBudgets(rounds: number): Promise<readonly Budget[]> {
  const bins = listPackages().flatMap(({ folder, manifest }) =>
    Object.entries(manifest.bin ?? {}).map(([name, file]) => ({ name, file: join('packages', folder, file) })),
  );
  const least = await leastCpuTimes(
    {
      node: evaluate(''),
      'node:fs': evaluate(`import 'node:fs'`),
      core: evaluate(`import '${builtEntry('core')}'`),
      roof: evaluate(`import '${builtEntry('optimizer')}'`),
      ...Object.fromEntries(bins.map(({ name, file }) => [name, [file, '--help']])),
    },
    rounds,
  );
  const time = (program: string): number => least[program] ?? Number.NaN;
  return [
    { what: `import '@nsi/core' over import 'node:fs'`, measured: time('core') - time('node:fs'), allowed: coreImportMs, unit: 'ms' },
    { what: `import '@nsi/optimizer' against import '@nsi/core'`, measured: time('roof') / time('core'), allowed: roofOverCore, unit: '×' },
    ...bins.map(({ name }): Budget => ({
      what: `${name} --help against bare node`,
      measured: time(name) / time('node'),
      allowed: helpOverNode,
      unit: '×',
    })),
  ];
}

function evaluate(code: string): readonly string[] {
  return ['--input-type=module', '-e', code];
}

function builtEntry(folder: string): string {
  return join(workspaceRoot, 'packages', folder, 'dist/index.js');
}

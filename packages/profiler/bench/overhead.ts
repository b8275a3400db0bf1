/**
 * What profiling costs: CPU time of six programs of fixed work, profiled by ours, by ours in `low`, and by `node --cpu-prof`, each paired with
 * a plain run, in turns. Needs `dist`. Usage: node --conditions=@nsi/source bench/overhead.ts [pairs] [program]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modes, type ProfileMode } from '../src/modes.ts';
import { pairedRatio } from './paired.ts';

const pairs = Number(process.argv[2] ?? 9);
const folder = mkdtempSync(join(tmpdir(), 'nsi-overhead-'));
const here = fileURLToPath(new URL('programs/', import.meta.url));
const collector = fileURLToPath(new URL('../dist/collector/collector.cjs', import.meta.url));
if (!existsSync(collector)) throw new Error('build the package first');
const programs = readdirSync(here).filter((name) => name.endsWith('.mjs') && name.includes(process.argv[3] ?? ''));

const variants: Readonly<Record<string, () => { readonly flags: readonly string[]; readonly env: Readonly<Record<string, string>> }>> = {
  plain: () => ({ flags: [], env: {} }),
  ours: () => ours('default'),
  low: () => ours('low'),
  'cpu-prof': () => ({ flags: ['--cpu-prof', `--cpu-prof-dir=${folder}`], env: {} }),
};

function ours(mode: ProfileMode): { readonly flags: readonly string[]; readonly env: Readonly<Record<string, string>> } {
  const settings = {
    ...modes[mode],
    folder,
    rotateMs: 10_000,
    workers: true,
    children: true,
    callCounts: false,
    followsEnding: true,
    file: collector,
  };
  return { flags: ['--require', collector], env: { _NSI_PROFILE: JSON.stringify(settings) } };
}

function cpuUs(program: string, variant: string): number {
  const file = join(folder, 'cpu');
  rmSync(file, { force: true });
  const { flags, env } = variants[variant]!();
  execFileSync(process.execPath, ['--require', join(here, 'report-cpu.cjs'), ...flags, join(here, program)], {
    env: { ...process.env, ...env, BENCH_CPU_FILE: file },
    stdio: 'ignore',
  });
  return Number(readFileSync(file, 'utf8'));
}

try {
  for (const program of programs) {
    const times = new Map(Object.keys(variants).map((name) => [name, [] as number[]]));
    for (let pair = 0; pair <= pairs; pair++) {
      for (const name of Object.keys(variants)) {
        const time = cpuUs(program, name);
        if (pair > 0) times.get(name)!.push(time);
      }
    }
    const plain = times.get('plain')!;
    const cells = ['ours', 'low', 'cpu-prof'].map((name) => {
      const { median, interval } = pairedRatio(times.get(name)!, plain);
      return `${name} ${median.toFixed(3)} (${interval.map((bound) => bound.toFixed(3)).join('–')})`;
    });
    process.stdout.write(
      `${program.padEnd(12)} ${(plain.toSorted((a, b) => a - b)[Math.floor(pairs / 2)]! / 1000).toFixed(0)} ms  ${cells.join('  ')}\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * What profiling costs: CPU time of six programs of fixed work, profiled by ours, by ours in `low`, and by `node --cpu-prof`, each paired with
 * a plain run, in turns, from the start of the process to its end, what is written counted; and how long the command line takes from the program's exit until its report is written. Prints the bars. Needs
 * `dist`. Usage: node --conditions=@nsi/source bench/overhead.ts [pairs] [program]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median as medianOf, summarize } from '@nsi/workbench/bench';
import { modes, type ProfileMode } from '../src/modes.ts';

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

/** CPU time of the whole process, from its start until all is written and it is gone, in milliseconds, as the shell tells it. */
function cpuMs(program: string, variant: string): number {
  const { flags, env } = variants[variant]!();
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="cpu %3U %3S"; time "$@" >/dev/null', 'time', process.execPath, ...flags, join(here, program)],
    { env: { ...process.env, ...env, LC_ALL: 'C' }, encoding: 'utf8' },
  );
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)\n$/.exec(stderr) ?? [];
  if (status !== 0 || user === undefined) throw new Error(`${program} (${variant}) ended with ${status}: ${stderr}`);
  return 1000 * (Number(user) + Number(system));
}

/** From the program's exit, when it writes its CPU time, until the report is there. */
function reportMs(program: string): number {
  const [file, report] = [join(folder, 'cpu'), join(folder, 'profile.json')];
  rmSync(file, { force: true });
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const command = [process.execPath, '--require', join(here, 'report-cpu.cjs'), join(here, program)];
  execFileSync(process.execPath, [cli, '--quiet', '--output', report, '--', ...command], {
    env: { ...process.env, BENCH_CPU_FILE: file },
    stdio: 'ignore',
  });
  return statSync(report).mtimeMs - statSync(file).mtimeMs;
}

function bar(what: string, value: number, most: number): string {
  return `${what.padEnd(46)} ${value.toFixed(3)}  bar ${most.toFixed(2)}: ${value <= most ? 'reached' : 'MISSED'}\n`;
}

const names = Object.keys(variants);
const medians: Record<string, number[]> = { ours: [], low: [], 'cpu-prof': [] };
const exits: number[] = [];
process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; CPU time\n`);
try {
  for (const program of programs) {
    const times = new Map(names.map((name) => [name, [] as number[]]));
    for (let pair = 0; pair <= pairs; pair++) {
      // Each variant is first, second, … by turns.
      for (const name of [...names.slice(pair % names.length), ...names.slice(0, pair % names.length)]) {
        const time = cpuMs(program, name);
        if (pair > 0) times.get(name)!.push(time);
      }
    }
    const plain = times.get('plain')!;
    const cells = Object.entries(medians).map(([name, own]) => {
      // The plain run stands where a peer would: how many times its time the profiled run takes.
      const { ratio, low, high } = summarize(times.get(name)!.map((peer, index) => ({ ours: plain[index]!, peer })));
      own.push(ratio);
      return `${name} ${ratio.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
    });
    const exitMs = medianOf([1, 2, 3].map(() => reportMs(program)));
    exits.push(exitMs / 1000);
    process.stdout.write(
      `${program.padEnd(12)} ${medianOf(plain).toFixed(0)} ms  ${cells.join('  ')}  exit → report ${exitMs.toFixed(0)} ms\n`,
    );
  }
  const [ours = [], low = [], cpuProf = []] = [medians['ours'], medians['low'], medians['cpu-prof']];
  process.stdout.write(
    `\n${pairs} pairs a program, 95 % intervals\n${bar('default, median of the programs', medianOf(ours), 1.1)}${bar('default, less --cpu-prof', medianOf(ours) - medianOf(cpuProf), 0.04)}${bar('default, worst program', Math.max(...ours), 1.2)}${bar('low, median of the programs', medianOf(low), 1.03)}${bar('exit → report written, worst, seconds', Math.max(...exits), 1.5)}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

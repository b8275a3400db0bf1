/**
 * What other tools name on the planted programs, beside ours: category, function, line, and how long after the program's own time the answer
 * was there. Usage: node --conditions=@nsi/source bench/anchors.ts [programs, default 8] [name]. The others are installed, without scripts, in
 * the folder NSI_ANCHORS or a new one; those that cannot be are not run, and said so.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileReport } from '@nsi/core/report';
import { placeInCpuProfile, placeInPprof, placeInV8Log, plantedPrograms, type NamedPlace } from './anchors/named-place.ts';

const [count = '8', filter = ''] = process.argv.slice(2);
const anchors = process.env['NSI_ANCHORS'] ?? mkdtempSync(join(tmpdir(), 'nsi-anchors-'));
const folder = mkdtempSync(join(tmpdir(), 'nsi-anchors-run-'));
const here = fileURLToPath(new URL('.', import.meta.url));
const modules = join(anchors, 'node_modules');
const maxMs = 120_000;

install();
const version = (name: string): string =>
  existsSync(join(modules, name))
    ? (JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { version: string }).version
    : '';

/** Each runs the program in `folder` and says what it names. */
const tools: Readonly<Record<string, { readonly version: string; readonly run: (file: string, name: string) => NamedPlace }>> = {
  'Clinic Doctor': {
    version: version('@clinic/doctor'),
    run(file) {
      const stdout = node([join(here, 'anchors/run-doctor.cjs'), join(modules, '@clinic/doctor'), file]);
      return { category: /^category (\S+)/m.exec(stdout)?.[1] ?? 'none' };
    },
  },
  '0x': {
    version: version('0x'),
    run(file, name) {
      node([join(modules, '0x/cmd.js'), '--no-open', '--write-ticks', '--output-dir', join(folder, '0x'), file]);
      return placeInV8Log(folder, name);
    },
  },
  flame: {
    version: version('@platformatic/flame'),
    run(file, name) {
      node([join(modules, '@platformatic/flame/bin/flame.js'), 'run', file]);
      return placeInPprof(folder, name, anchors);
    },
  },
  '--cpu-prof': {
    version: process.version,
    run(file, name) {
      node(['--cpu-prof', `--cpu-prof-dir=${folder}`, file]);
      return placeInCpuProfile(folder, name);
    },
  },
  ours: {
    version: 'this',
    run(file) {
      const output = join(folder, 'profile.json');
      node(['--conditions=@nsi/source', join(here, '../src/cli.ts'), '--script', file, '--quiet', '--output', output]);
      const [first] = (JSON.parse(readFileSync(output, 'utf8')) as ProfileReport).findings;
      const [place] = first?.where ?? [];
      return {
        category: first?.id ?? 'none',
        ...(place?.line === undefined ? {} : { line: place.line }),
        function: place?.function || '(anonymous)',
      };
    },
  },
};

process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}\n`);
const programs = plantedPrograms()
  .filter(({ id }) => id.includes(filter))
  .slice(0, Number(count));
const score = new Map(
  Object.keys(tools).map((name) => [name, { functions: 0, lines: 0, categories: [] as string[], extraMs: [] as number[] }]),
);
try {
  for (const { id, file, name, line, function: guilty } of programs) {
    clear();
    let plainMs = 0;
    try {
      plainMs = timeOf(() => node([file]));
    } catch {
      process.stdout.write(`\n${id}: does not run by itself, left out\n`);
      continue;
    }
    const cells = Object.entries(tools).map(([tool, { version: installed, run }]) => {
      if (installed === '') return `${tool}: not run`;
      clear();
      let place: NamedPlace = {};
      let problem = '';
      const took = timeOf(() => {
        try {
          place = run(file, name);
        } catch (error) {
          problem = (error as Error).message.split('\n')[0]?.slice(0, 80) ?? 'failed';
        }
      });
      const own = score.get(tool);
      if (own && problem === '') {
        own.functions += Number(place.function === guilty);
        own.lines += Number(place.line === line);
        own.categories.push(place.category ?? '–');
        own.extraMs.push(took - plainMs);
      }
      return `${tool}: ${problem || `${place.category ?? '–'}, ${place.function ?? '–'}${place.function === guilty ? ' ✓' : ''}, line ${place.line ?? '–'}${place.line === line ? ' ✓' : ''}`}, +${((took - plainMs) / 1000).toFixed(1)} s`;
    });
    process.stdout.write(`\n${id} (${guilty}, line ${line})\n  ${cells.join('\n  ')}\n`);
  }
  process.stdout.write('\n');
  for (const [tool, { functions, lines, categories, extraMs }] of score) {
    const middle = extraMs.toSorted((left, right) => left - right)[extraMs.length >> 1];
    process.stdout.write(
      middle === undefined
        ? `${tool}: not run\n`
        : `${`${tool} ${tools[tool]?.version}`.padEnd(24)} function ${functions}/${categories.length}, line ${lines}/${categories.length}, median ${(middle / 1000).toFixed(1)} s more than the program alone\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  if (process.env['NSI_ANCHORS'] === undefined) rmSync(anchors, { recursive: true, force: true });
}

function install(): void {
  if (existsSync(modules)) return;
  mkdirSync(anchors, { recursive: true });
  writeFileSync(join(anchors, 'package.json'), '{ "private": true }');
  for (const name of ['clinic@13.0.0', '0x@6.0.0', '@platformatic/flame@1.0.0']) {
    const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', name], {
      cwd: anchors,
      stdio: 'ignore',
    });
    if (status !== 0) process.stdout.write(`${name} cannot be installed: not run\n`);
  }
}

function clear(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

function node(args: readonly string[]): string {
  const path = `${join(process.execPath, '..')}:${process.env['PATH']}`;
  return execFileSync(process.execPath, [...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: maxMs,
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PATH: path },
  });
}

function timeOf(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileReport } from '@nsi/core/report';
import { placeInCpuProfile, placeInPprof, placeInV8Log, type NamedPlace } from './named-place.ts';

/** One tool: what it is started with, in a folder of its own, and what it then names. */
export interface AnchorTool {
  readonly name: string;
  /** Empty when it is not installed. */
  readonly version: string;
  /** Whether it ever says that something is wrong; the others show where the time went, and leave that to the reader. */
  readonly judges: boolean;
  args(file: string): readonly string[];
  read(run: { readonly stdout: string; readonly name: string }): NamedPlace;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** The tools, ours last. They are installed into `anchors`, without scripts, and run in `folder`. */
export function anchorTools(anchors: string, folder: string): readonly AnchorTool[] {
  const modules = join(anchors, 'node_modules');
  if (!existsSync(modules)) install(anchors);
  const version = (name: string): string =>
    existsSync(join(modules, name))
      ? (JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { version: string }).version
      : '';
  const output = join(folder, 'profile.json');
  return [
    {
      name: 'Clinic Doctor',
      version: version('@clinic/doctor'),
      judges: true,
      args: (file) => [join(here, 'run-doctor.cjs'), join(modules, '@clinic/doctor'), file],
      read({ stdout }) {
        const category = /^category (\S+)/m.exec(stdout)?.[1] ?? 'none';
        return { category, isAlarm: category !== 'none' && category !== 'data' };
      },
    },
    {
      name: '0x',
      version: version('0x'),
      judges: false,
      args: (file) => [join(modules, '0x/cmd.js'), '--no-open', '--write-ticks', '--output-dir', join(folder, '0x'), file],
      read: ({ name }) => placeInV8Log(folder, name),
    },
    {
      name: 'flame',
      version: version('@platformatic/flame'),
      judges: false,
      args: (file) => [join(modules, '@platformatic/flame/bin/flame.js'), 'run', file],
      read: ({ name }) => placeInPprof(folder, name, anchors),
    },
    {
      name: '--cpu-prof',
      version: process.version,
      judges: false,
      args: (file) => ['--cpu-prof', `--cpu-prof-dir=${folder}`, file],
      read: ({ name }) => placeInCpuProfile(folder, name),
    },
    {
      name: 'ours',
      version: 'this',
      judges: true,
      args: (file) => ['--conditions=@nsi/source', join(here, '../../src/cli.ts'), '--script', file, '--quiet', '--output', output],
      read() {
        const { findings } = JSON.parse(readFileSync(output, 'utf8')) as ProfileReport;
        const place = findings[0]?.where?.[0];
        return {
          category: findings[0] ? `${findings[0].id} (${findings[0].certainty ?? 'hint'})` : 'none',
          isAlarm: findings.some(({ certainty }) => certainty !== 'hint'),
          ...(place?.line === undefined ? {} : { line: place.line }),
          ...(place ? { function: place.function || '(anonymous)' } : {}),
        };
      },
    },
  ];
}

function install(anchors: string): void {
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

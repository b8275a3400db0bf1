import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program of a live test may be. */
export interface ProgramSearch {
  /** As the reader of a test report knows it, such as `Chromium`. */
  readonly name: string;
  /** Environment variable that names the binary and wins over everything else. */
  readonly variable: string;
  /** Absolute paths are tried as they are, bare names along `PATH`. */
  readonly binaries: readonly string[];
  /** Installed by apt-get when no binary is found, this process is root and the system is Debian. */
  readonly debianPackage: string;
}

/** Either the binary or the reason why there is none. */
export type Program = { readonly name: string; readonly path: string } | { readonly name: string; readonly missing: string };

/** Looks in the environment, then on the machine, then installs. Never throws: a live test reports `missing` by name. */
export function findProgram(search: ProgramSearch, environment: NodeJS.ProcessEnv = process.env): Program {
  const { name, variable } = search;
  const given = environment[variable];
  if (given) return isExecutable(given) ? { name, path: given } : { name, missing: `${variable} names ${given}, which cannot be run` };
  const path = onMachine(search, environment) ?? (install(search.debianPackage) ? onMachine(search, environment) : undefined);
  return path ? { name, path } : { name, missing: `none of ${search.binaries.join(', ')} is here; install it or set ${variable}` };
}

function onMachine({ binaries }: ProgramSearch, environment: NodeJS.ProcessEnv): string | undefined {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  return binaries
    .flatMap((binary) => (binary.startsWith('/') ? [binary] : folders.map((folder) => join(folder, binary))))
    .find((candidate) => isExecutable(candidate));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function install(debianPackage: string): boolean {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false;
  try {
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', debianPackage);
    return true;
  } catch {
    return false;
  }
}

function aptGet(...words: readonly string[]): void {
  execFileSync('/usr/bin/apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
  });
}

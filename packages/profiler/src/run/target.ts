import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearestName } from '@nsi/core';
import type { ProfileReport } from '@nsi/core/report';
import { profilerError } from '../errors.ts';

/** What to profile: one of `script`, `module` and `command`. */
export interface ProfileTarget {
  /** A file that Node.js runs. */
  readonly script?: string;
  /** A module whose exports are called, as a path or a package; `#name` behind it names one export. */
  readonly module?: string;
  /** The export of `module` to call. Default: all that take no arguments. */
  readonly fn?: string;
  /** Calls of each export, with `module`. Default: as many as a second holds. */
  readonly calls?: number;
  /** A program to start, found on the path; the Node.js processes in it are profiled. */
  readonly command?: string;
  readonly args?: readonly string[];
  /** Default: the working directory of this process. */
  readonly cwd?: string;
  /** Variables beside those of this process; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Flags for Node.js, with `script` and `module`. */
  readonly nodeArgs?: readonly string[];
}

/** A target as it is started. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly target: ProfileReport['target'];
}

const moduleRunner = ['./module-runner.ts', './run/module-runner.js', '../run/module-runner.js'];

/** What to start for a target. Throws `NSI_PROFILER_TARGET` when it names none, or more than one. */
export function resolveTarget({
  script,
  module,
  fn,
  calls,
  command,
  args = [],
  cwd = process.cwd(),
  env = {},
  nodeArgs = [],
}: ProfileTarget): Program {
  const named = [script, module, command].filter((one) => one !== undefined);
  if (named.length !== 1)
    throw profilerError('NSI_PROFILER_TARGET', `expected one of \`script\`, \`module\` and \`command\`, got ${named.length}`);
  const common = { cwd, variables: { ...process.env, ...env } };
  if (command !== undefined) return { ...common, command, args, target: { kind: 'process', path: command, args } };
  if (script !== undefined) {
    const path = resolve(cwd, script);
    checkScript(path, script);
    return { ...common, command: process.execPath, args: [...nodeArgs, path, ...args], target: { kind: 'script', path: script, args } };
  }
  const [path = '', ownName] = (module as string).split('#');
  const name = fn ?? ownName;
  const runner = moduleRunner.map((file) => fileURLToPath(new URL(file, import.meta.url))).find((file) => existsSync(file)) as string;
  const request = JSON.stringify({
    module: path,
    cwd,
    ...(name === undefined ? {} : { name }),
    ...(calls === undefined ? {} : { calls }),
    args,
  });
  return {
    ...common,
    command: process.execPath,
    args: [...nodeArgs, runner, request],
    target: { kind: 'module', path: name === undefined ? path : `${path}#${name}`, args },
  };
}

function checkScript(path: string, script: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === false) return;
  if (stats)
    throw profilerError('NSI_PROFILER_TARGET', `expected a script, got \`${script}\`, which is a folder`, {
      hint: 'Name a file in it, or let Node.js choose: `-- node .`.',
    });
  const folder = dirname(path);
  const scripts = existsSync(folder) ? readdirSync(folder).filter((name) => /^\.[cm]?[jt]s$/.test(extname(name))) : [];
  const near = nearestName(basename(path), scripts);
  throw profilerError('NSI_PROFILER_TARGET', `expected a script, got \`${script}\`, which does not exist`, {
    hint: near === undefined ? `It was looked for as ${path}.` : `There is \`${near}\` in ${folder}.`,
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { workspaceRoot } from './workspace.ts';

/** A module file that a program loaded. */
export interface LoadedModule {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string;
  /** The package it belongs to, such as `@nsi/core` or `valibot`. */
  readonly owner: string;
  readonly bytes: number;
}

/** What a program loaded: module files in order, and the modules of Node that were not in use before it. */
export interface Loading {
  readonly modules: readonly LoadedModule[];
  readonly builtIns: readonly string[];
}

/** Runs `args` with a bare Node from the built packages and lists what it loaded. Rejects when the program fails. */
export async function recordLoading(args: readonly string[]): Promise<Loading> {
  const recorder = pathToFileURL(join(import.meta.dirname, 'record-modules.ts')).href;
  const child = spawn(process.execPath, ['--import', recorder, ...args], {
    cwd: workspaceRoot,
    env: plainEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [errors, list, [code]] = await Promise.all([text(child.stderr as Readable), text(child.stdio[3] as Readable), once(child, 'exit')]);
  if (code !== 0) throw new Error(`expected \`node ${args.join(' ')}\` to exit with 0, got ${String(code)}\n${errors}`);
  const { files, builtIns } = JSON.parse(list) as Recording;
  const ours = files.filter(({ url }) => url.startsWith('file:') && url !== recorder);
  return { modules: ours.map(({ url, bytes }) => describeModule(fileURLToPath(url), bytes)), builtIns };
}

/** What the preloaded recorder writes. */
interface Recording {
  readonly files: readonly { readonly url: string; readonly bytes: number }[];
  readonly builtIns: readonly string[];
}

/** The environment without what a test runner puts there: programs load their built files, as for a user. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _mode, FORCE_COLOR: _color, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1' };
}

function describeModule(file: string, bytes: number): LoadedModule {
  const path = relative(workspaceRoot, file).replaceAll('\\', '/');
  const own = /^packages\/([^/]+)\//.exec(path);
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(`/${path}`);
  return { path, owner: library?.[1] ?? (own ? `@nsi/${own[1]}` : path), bytes };
}

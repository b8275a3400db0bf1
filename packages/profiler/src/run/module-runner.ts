/** Calls the exports of a module: the program that is profiled for `--module`. Started with one argument, a `ModuleCall` as JSON. */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { profilerError } from '../errors.ts';

interface ModuleCall {
  readonly module: string;
  readonly cwd: string;
  readonly name?: string;
  readonly calls?: number;
  readonly args: readonly string[];
}

const defaultMs = 1000;
const { module: path, cwd, name, calls, args } = JSON.parse(process.argv[2] as string) as ModuleCall;
const file = /^[./]/.test(path) || /^[A-Za-z]:/.test(path) ? resolve(cwd, path) : createRequire(join(cwd, 'package.json')).resolve(path);
const exported = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
const callable = Object.entries({ ...(typeof exported['default'] === 'object' ? exported['default'] : {}), ...exported }).filter(
  (entry): entry is [string, (...given: readonly unknown[]) => unknown] =>
    typeof entry[1] === 'function' && (name === undefined || entry[0] === name),
);
// A function that declares parameters needs them, unless it is asked for by name.
const called = callable.filter(
  ([, run]) => name !== undefined || (run.length === 0 && !/^class\b/.test(Function.prototype.toString.call(run))),
);
if (called.length === 0) {
  throw profilerError(
    'NSI_PROFILER_MODULE',
    name === undefined
      ? `expected \`${path}\` to export functions without parameters, got ${callable.length === 0 ? 'no functions' : callable.map(([own]) => own).join(', ')}`
      : `expected \`${path}\` to export a function \`${name}\`, got ${Object.keys(exported).join(', ') || 'nothing'}`,
  );
}
for (const [, run] of called) {
  const untilMs = performance.now() + defaultMs / called.length;
  for (let turn = 0; calls === undefined ? performance.now() < untilMs : turn < calls; turn++) await run(...args);
}

/** Calls the exports of a module: the program that is profiled for `--module`. Started with one argument, a `ModuleCall` as JSON. */
import { statSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleToldVariable, type ModuleCall, type ModuleTold } from './module-told.ts';

const defaultMs = 1000;
const toldFile = process.env[moduleToldVariable];
delete process.env[moduleToldVariable];
const { module: path, cwd, name, calls, args } = JSON.parse(process.argv[2] as string) as ModuleCall;
const exported = await load(path);
const callable = Object.entries({ ...(typeof exported['default'] === 'object' ? exported['default'] : {}), ...exported }).filter(
  (entry): entry is [string, (...given: readonly unknown[]) => unknown] =>
    typeof entry[1] === 'function' &&
    (name === undefined ? !/^class\b/.test(Function.prototype.toString.call(entry[1])) : entry[0] === name),
);
// A function that declares parameters needs them, unless it is asked for by name.
const called = callable.filter(([, run]) => name !== undefined || run.length === 0);
const skipped = callable.filter((entry) => !called.includes(entry)).map(([own]) => own);
if (called.length === 0) {
  refuse(
    name === undefined
      ? `expected \`${path}\` to export functions without parameters, got ${skipped.length > 0 ? `${skipped.join(', ')}, which need some` : 'no functions'}`
      : `expected \`${path}\` to export a function \`${name}\`, got ${Object.keys(exported).join(', ') || 'nothing'}`,
    skipped[0] === undefined ? undefined : `Name one, with its arguments: \`--module ${path}#${skipped[0]} --args …\`.`,
  );
}
tell({ skipped });
for (const [own, run] of called) {
  const untilMs = performance.now() + defaultMs / called.length;
  try {
    for (let turn = 0; calls === undefined ? performance.now() < untilMs : turn < calls; turn++) await run(...args);
  } catch (error) {
    if (run.length > args.length) tell({ skipped, lacking: { name: own, parameters: run.length, given: args.length } });
    throw error;
  }
}

/** A path; a file that is named like a package; a package, as an import in the working directory would find it. */
async function load(given: string): Promise<Readonly<Record<string, unknown>>> {
  const file = resolve(cwd, given);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return (await import(pathToFileURL(file).href)) as typeof exported;
  if (/^[./]/.test(given) || /^[A-Za-z]:/.test(given)) return refuse(`expected a module, got \`${given}\`, which is no file in ${cwd}`);
  let url: string | undefined;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== given || context.parentURL !== import.meta.url) return next(specifier, context);
      const found = next(specifier, { ...context, parentURL: pathToFileURL(join(cwd, 'package.json')).href });
      url = found.url;
      return found;
    },
  });
  try {
    return (await import(given)) as typeof exported;
  } catch (error) {
    if (url !== undefined) throw error;
    return refuse(`expected a file or an installed package, got \`${given}\`, which is none from ${cwd}`);
  } finally {
    hooks.deregister();
  }
}

function refuse(problem: string, hint?: string): never {
  tell({ problem, ...(hint === undefined ? {} : { hint }) });
  process.exit(1);
}

/** To who profiles; without one, as a run of an experiment, to nobody but a person who reads along. */
function tell(told: ModuleTold): void {
  if (toldFile !== undefined) writeFileSync(toldFile, JSON.stringify(told));
  else if (told.problem !== undefined) process.stderr.write(`${told.problem}\n`);
}

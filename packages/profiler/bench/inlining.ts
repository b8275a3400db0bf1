import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { RawCpuProfile } from '../src/collector/raw-profile.ts';
import { profile } from '../src/profile.ts';
import { createSourceFiles } from '../src/source/source-files.ts';
import { createSourceMaps } from '../src/source/source-maps.ts';
import { functionsByLine, spreadLines } from './inlining/spread-lines.ts';

/**
 * How many samples of inlined functions are put on the right function. Each program runs twice on the same Node.js: under the profiler as it
 * is, and as a twin in which every function has lines of its own, so that the line of a tick alone tells the truth; what V8 charges is not
 * asked. The two are compared function by function, so a share as small as the noise counts as wrong. Run it with
 * `node --conditions=@nsi/source bench/inlining.ts [--mode=exact] [--node=path …] [program …]`; on Node.js 26, which charges inlined functions itself, the
 * truth is compared with V8's.
 */
interface Prepared {
  readonly name: string;
  readonly entry: string;
  readonly twin: string;
  /** Files as they run, in the order of their thousands of lines in the twin. */
  readonly files: readonly string[];
}

/** Ticks of the twin: of each function, and those of them that V8 charged to another one. */
interface Truth {
  readonly ticks: ReadonlyMap<string, number>;
  readonly sameFile: ReadonlyMap<string, number>;
  readonly acrossFiles: ReadonlyMap<string, number>;
}

const linesApart = 10_000;
/** Runs of each program and its twin: how V8 optimizes varies from run to run. */
const runs = 3;
const twinIntervalUs = 250;
const folder = fileURLToPath(new URL('./inlining/', import.meta.url));
const nodes = process.argv.flatMap((argument) => (argument.startsWith('--node=') ? [argument.slice('--node='.length)] : []));
const mode = process.argv.includes('--mode=exact') ? 'exact' : 'default';
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const temporary = mkdtempSync(join(tmpdir(), 'nsi-inlining-'));
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));

const programs = (await prepareAll()).filter(({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)));
for (const node of nodes.length > 0 ? nodes : [process.execPath]) await compareOn(node);

async function compareOn(node: string): Promise<void> {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  print(`\nNode.js ${version}, mode ${mode}: shares of the program's own samples, %`);
  print(
    ['program'.padEnd(20), 'samples', 'inlined', 'right', 'marked', 'wrong', 'noise', 'of inlined: same file', 'across files'].join('  '),
  );
  const sums = { same: 0, sameMissing: 0, across: 0, acrossMissing: 0, right: 0, marked: 0, wrong: 0, programs: 0 };
  for (const program of programs) {
    const truth = truthOf(program, node);
    const found = await reportedOf(program, node);
    const all = sum(truth.ticks);
    const own = sum(found.ticks) + found.unresolved;
    let [wrong, noise] = [0, 0];
    const missing = { same: 0, across: 0 };
    for (const key of new Set([...truth.ticks.keys(), ...found.ticks.keys()])) {
      const right = (truth.ticks.get(key) ?? 0) / all;
      const got = (found.ticks.get(key) ?? 0) / own;
      wrong += Math.max(0, got - right);
      noise += 0.4 * Math.sqrt(right * (1 - right) * (1 / all + 1 / own));
      const [same, across] = [truth.sameFile.get(key) ?? 0, truth.acrossFiles.get(key) ?? 0];
      if (same + across > 0) {
        missing.same += (Math.max(0, right - got) * same) / (same + across);
        missing.across += (Math.max(0, right - got) * across) / (same + across);
      }
      if (process.env['NSI_VERBOSE'] !== undefined && Math.max(right, got) > 0.005)
        print(`    ${key.padEnd(40)} truth ${percent(right)} reported ${percent(got)} inlined ${percent((same + across) / all)}`);
    }
    const [same, across] = [sum(truth.sameFile) / all, sum(truth.acrossFiles) / all];
    const marked = found.unresolved / own;
    print(
      [
        program.name.padEnd(20),
        String(own).padStart(7),
        percent(same + across).padStart(7),
        percent(1 - wrong - marked).padStart(5),
        percent(marked).padStart(6),
        percent(wrong).padStart(5),
        percent(noise).padStart(5),
        percent(same < 0.01 ? Number.NaN : 1 - missing.same / same).padStart(21),
        percent(across < 0.01 ? Number.NaN : 1 - missing.across / across).padStart(12),
      ].join('  '),
    );
    sums.same += same;
    sums.sameMissing += missing.same;
    sums.across += across;
    sums.acrossMissing += missing.across;
    sums.marked += marked;
    sums.wrong += wrong;
    sums.programs += 1;
  }
  const count = Math.max(1, sums.programs);
  print(
    `all ${count}: inlined ${percent((sums.same + sums.across) / count)}, marked ${percent(sums.marked / count)}, wrong ${percent(sums.wrong / count)}; ` +
      `of inlined samples right: same file ${percent(1 - sums.sameMissing / sums.same)}, across files ${percent(1 - sums.acrossMissing / sums.across)}`,
  );
}

/** The truth: a line of the twin belongs to one function. */
function truthOf({ twin, files, name }: Prepared, node: string): Truth {
  const target = mkdtempSync(join(temporary, 'profile-'));
  const flags = ['--cpu-prof', `--cpu-prof-interval=${twinIntervalUs}`, `--cpu-prof-dir=${target}`];
  for (let run = 0; run < runs; run++) execFileSync(node, [...flags, twin], { stdio: ['ignore', 'ignore', 'inherit'] });
  const written = readdirSync(target);
  if (written.length < runs) throw new Error(`expected ${runs} profiles of ${name}, got ${written.length}`);
  const all = written.flatMap((file) => (JSON.parse(readFileSync(join(target, file), 'utf8')) as RawCpuProfile).nodes);
  const functions = files.map((file) => functionsOf(twinOf(file, twin, files)));
  const keys = files.map(keysOf);
  const truth = { ticks: new Map<string, number>(), sameFile: new Map<string, number>(), acrossFiles: new Map<string, number>() };
  for (const { callFrame, positionTicks = [] } of all) {
    const chargedFile = files.findIndex((file) => callFrame.url.endsWith(`/${basename(file)}`));
    if (chargedFile < 0 || callFrame.url.startsWith('node:')) continue;
    const charged = keys[chargedFile]?.[functions[chargedFile]?.[callFrame.lineNumber + 1] ?? 0] ?? '';
    for (const { line, ticks } of positionTicks) {
      const file = Math.min(files.length - 1, Math.floor(line / linesApart));
      // Before the first function of a file, and behind its last, the file itself runs.
      const key = keys[file]?.[functions[file]?.[line] ?? 0] ?? '';
      add(truth.ticks, key, ticks);
      if (key !== charged) add(file === chargedFile ? truth.sameFile : truth.acrossFiles, key, ticks);
    }
  }
  return truth;
}

/** What the profiler says of the program as it is. */
async function reportedOf(
  { entry, files }: Prepared,
  node: string,
): Promise<{ readonly ticks: Map<string, number>; readonly unresolved: number }> {
  const keys = new Set(files.flatMap(keysOf));
  const ticks = new Map<string, number>();
  let unresolved = 0;
  for (let run = 0; run < runs; run++) {
    const report = await profile({ command: node, args: [entry] }, { stdio: 'ignore', memory: false, counts: false, mode });
    for (const one of report.functions ?? []) {
      const { file, line, column } = report.frames[one.frame] ?? { file: '', line: 0, column: 0 };
      const key = `${basename(file)}:${line}:${column}`;
      if (!keys.has(key)) continue;
      add(ticks, key, one.self - (one.unresolved ?? 0));
      unresolved += one.unresolved ?? 0;
    }
  }
  return { ticks, unresolved };
}

function keysOf(file: string): readonly string[] {
  const sources = createSourceFiles();
  const maps = createSourceMaps(sources, { isOn: true });
  return sources.shape(file).functions.map(({ firstLine, firstColumn }) => {
    const place = maps.original({ file, line: firstLine, column: firstColumn + 1 });
    return `${basename(place.file)}:${place.line}:${place.column}`;
  });
}

function functionsOf(file: string): readonly number[] {
  return functionsByLine(createSourceFiles().javaScript(file));
}

function twinOf(file: string, twin: string, files: readonly string[]): string {
  return join(dirname(twin), files.length === 1 ? basename(twin) : basename(file));
}

async function prepareAll(): Promise<readonly Prepared[]> {
  const names = readdirSync(folder).filter((name) => !name.endsWith('.ts'));
  const prepared: Prepared[] = [];
  for (const name of names) {
    const target = join(temporary, name.replace(/\..*$/, ''));
    if (name === 'bundled') {
      for (const kind of ['bundled', 'minified'] as const) prepared.push(await bundle(kind, join(temporary, kind)));
      continue;
    }
    mkdirSync(target, { recursive: true });
    const isFolder = statSync(join(folder, name)).isDirectory();
    cpSync(join(folder, name), isFolder ? target : join(target, name), { recursive: true });
    const files = readdirSync(target).map((file) => join(target, file));
    const entry = files.find((file) => basename(file).startsWith('main.')) ?? files[0] ?? '';
    prepared.push(withTwin(name.replace(/\..*$/, ''), entry, files));
  }
  return prepared;
}

async function bundle(kind: 'bundled' | 'minified', target: string): Promise<Prepared> {
  const outfile = join(target, 'bundle.mjs');
  await build({
    entryPoints: [join(folder, 'bundled/main.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    minify: kind === 'minified',
    sourcemap: kind === 'bundled',
    logLevel: 'silent',
  });
  return withTwin(kind, outfile, [outfile]);
}

function withTwin(name: string, entry: string, files: readonly string[]): Prepared {
  const target = join(dirname(entry), 'twin');
  mkdirSync(target);
  const sources = createSourceFiles();
  for (const [index, file] of files.entries()) {
    const text = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
    writeFileSync(
      join(target, basename(file)),
      spreadLines(text, sources.javaScript(file).replace(/^\/\/# sourceMappingURL=.*$/m, ''), index * linesApart),
    );
  }
  return { name, entry, twin: join(target, basename(entry)), files };
}

function add(counts: Map<string, number>, key: string, ticks: number): void {
  counts.set(key, (counts.get(key) ?? 0) + ticks);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((all, ticks) => all + ticks, 0);
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : (100 * share).toFixed(1);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '@nsi/core/report';
import { profile, type ProfileOptions } from '../src/profile.ts';
import { wilson } from '../src/rules/wilson.ts';
import { writePlantedPackage } from '../test/planted-package.ts';
import { startPlantedShop } from '../test/planted-shop.ts';

/**
 * Profiles every planted program, every program the rules were mended on (`seen`) and every one they were not (`held-out`) once and prints how often the profiler is right: precision, recall (the right cause on
 * the right line) and false alarms, with Wilson's 95 % intervals. Run it with `node --conditions=@nsi/source bench/precision.ts [part or name …]`.
 */
interface Program {
  readonly part: 'planted' | 'seen' | 'held-out';
  readonly name: string;
  readonly file: string;
  /** Ids of the rules that are right; none for a clean program. */
  readonly causes: readonly string[];
  readonly needsDeep: boolean;
}

interface Outcome {
  readonly program: Program;
  readonly verdict: 'right' | 'right cause, other line' | 'other cause' | 'nothing' | 'quiet' | 'false alarm';
  /** Findings of a certainty that may fail CI, that are no right answer. */
  readonly alarms: readonly Finding[];
  /** Findings of a certainty that may fail CI. */
  readonly spoken: number;
}

const test = fileURLToPath(new URL('../test/', import.meta.url));
/** What only a second run with V8's log tells. */
const needsDeep = /\b(?:megamorphic|deopt-loop)\b/;
const wanted = process.argv.slice(2);
await using stack = new AsyncDisposableStack();

const programs = [...plantedPrograms(), ...answeredPrograms('seen'), ...answeredPrograms('held-out')].filter(
  ({ part, name }) => wanted.length === 0 || wanted.some((one) => part === one || name.startsWith(one)),
);
if (programs.some(({ name }) => name.startsWith('startup-modules'))) stack.use(await writePlantedPackage());
if (programs.some(({ causes }) => causes.some((id) => /query|n-plus-1|db-pool/.test(id)))) stack.use(await startPlantedShop());

const outcomes: Outcome[] = [];
for (const program of programs) {
  const outcome = await outcomeOf(program);
  outcomes.push(outcome);
  const others = outcome.alarms.map(({ id, certainty, where }) => `${id} (${certainty}, line ${where?.[0]?.line ?? '?'})`).join(', ');
  print(`${program.part.padEnd(8)} ${program.name.padEnd(32)} ${outcome.verdict}${others === '' ? '' : `; also ${others}`}`);
}
for (const part of ['planted', 'seen', 'held-out'] as const) summarise(part);

async function outcomeOf(program: Program): Promise<Outcome> {
  const { file, causes } = program;
  const options: ProfileOptions = { stdio: 'ignore', mode: program.needsDeep ? 'deep' : 'default' };
  const { findings } = await profile({ script: file, cwd: dirname(file) }, options);
  const isRight = ({ id }: Finding): boolean => causes.includes(id);
  const spoken = findings.filter(({ certainty }) => certainty !== 'hint');
  const alarms = spoken.filter((finding) => !isRight(finding));
  return { program, verdict: verdictOf(causes, findings.filter(isRight), findings, alarms, slowLine(file)), alarms, spoken: spoken.length };
}

function verdictOf(
  causes: readonly string[],
  right: readonly Finding[],
  findings: readonly Finding[],
  alarms: readonly Finding[],
  slow: readonly [file: string, line: number] | undefined,
): Outcome['verdict'] {
  if (causes.length === 0) return alarms.length === 0 ? 'quiet' : 'false alarm';
  if (right.some(({ where }) => where?.[0]?.file === slow?.[0] && where?.[0]?.line === slow?.[1])) return 'right';
  if (right.length > 0) return 'right cause, other line';
  return findings.length > 0 ? 'other cause' : 'nothing';
}

/** The line that carries the comment, in any file beside the program. */
function slowLine(file: string): readonly [file: string, line: number] | undefined {
  const isFolder = basename(file).startsWith('main.') || basename(file).startsWith('slow.');
  const files = isFolder ? readdirSync(dirname(file)).map((name) => join(dirname(file), name)) : [file];
  for (const one of [file, ...files.filter((name) => statSync(name).isFile())]) {
    const index = readFileSync(one, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes('// <- slow'));
    if (index >= 0) return [one, index + 1];
  }
  return undefined;
}

function plantedPrograms(): readonly Program[] {
  return readdirSync(join(test, 'planted')).flatMap((id) => {
    const folder = join(test, 'planted', id);
    return readdirSync(folder)
      .filter((name) => /^(?:slow|clean)\./.test(name))
      .map((name) => ({
        part: 'planted' as const,
        name: `${id}/${name}`,
        file: join(folder, name),
        causes: name.startsWith('slow.') ? [id] : [],
        needsDeep: needsDeep.test(id),
      }));
  });
}

/** Programs that tell the right answer in their first line. */
function answeredPrograms(part: 'seen' | 'held-out'): readonly Program[] {
  const folder = join(test, part);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const main = entry.isDirectory() ? readdirSync(join(folder, entry.name)).find((name) => name.startsWith('main.')) : undefined;
    const file = entry.isDirectory() ? join(folder, entry.name, main ?? '') : join(folder, entry.name);
    const answer = statSync(file).isFile() ? /^\/\/ Right answer: (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
    if (answer === undefined) return [];
    return [{ part, name: entry.name, file, causes: answer === 'clean' ? [] : answer.split(', '), needsDeep: needsDeep.test(answer) }];
  });
}

function summarise(part: Program['part']): void {
  const own = outcomes.filter(({ program }) => program.part === part);
  if (own.length === 0) return;
  const slow = own.filter(({ program }) => program.causes.length > 0);
  const clean = own.filter(({ program }) => program.causes.length === 0);
  const count = (all: readonly Outcome[], isSo: (outcome: Outcome) => boolean): number => all.filter(isSo).length;
  const spoken = own.reduce((sum, outcome) => sum + outcome.spoken, 0);
  const wrong = own.reduce((sum, { alarms }) => sum + alarms.length, 0);
  const alarmsOf = (certainty: string): number =>
    clean.reduce((sum, { alarms }) => sum + alarms.filter((finding) => finding.certainty === certainty).length, 0);
  print(`\n${part}: ${slow.length} slow, ${clean.length} clean programs`);
  print(
    `  right cause and right line  ${ratio(
      count(slow, ({ verdict }) => verdict === 'right'),
      slow.length,
    )}`,
  );
  print(
    `  right cause                 ${ratio(
      count(slow, ({ verdict }) => verdict.startsWith('right')),
      slow.length,
    )}`,
  );
  print(`  precision (findings right)  ${ratio(spoken - wrong, spoken)}`);
  print(
    `  clean programs left alone   ${ratio(
      count(clean, ({ verdict }) => verdict === 'quiet'),
      clean.length,
    )}`,
  );
  print(`  false alarms on clean ones  ${alarmsOf('certain')} certain, ${alarmsOf('likely')} likely`);
}

function ratio(hits: number, count: number): string {
  const [low, high] = wilson(hits, count);
  return `${hits} of ${count} = ${((100 * hits) / Math.max(1, count)).toFixed(0)} % (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)} %)`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

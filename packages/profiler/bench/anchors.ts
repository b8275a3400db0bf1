/**
 * What other tools name on the planted programs and on their clean twins, beside ours: category, function, line, and how long after the
 * program's own time the answer was there. Usage: node --conditions=@nsi/source bench/anchors.ts [programs, default 8] [name]
 * [seconds a run, default 60]. Prints a table of Markdown. The others are installed, without scripts, in the folder NSI_ANCHORS or a new one;
 * those that cannot be are not run, and said so.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlantedShop } from '../test/planted-shop.ts';
import { writePlantedPackage } from '../test/planted-package.ts';
import { anchorTools, type AnchorTool } from './anchors/anchor-tools.ts';
import { plantedPrograms, type NamedPlace, type PlantedProgram } from './anchors/named-place.ts';
import { runLimited } from './anchors/run-limited.ts';

const [count = '8', filter = '', seconds = '60'] = process.argv.slice(2);
const anchors = process.env['NSI_ANCHORS'] ?? mkdtempSync(join(tmpdir(), 'nsi-anchors-'));
const parent = mkdtempSync(join(tmpdir(), 'nsi-anchors-run-'));
const folder = join(parent, 'program');
const maxMs = Number(seconds) * 1000;
const tools = anchorTools(anchors, folder);
const score = new Map(
  tools.map(({ name }) => [name, { runs: 0, causes: 0, functions: 0, lines: 0, alarms: 0, cleanRuns: 0, extraMs: [] as number[] }]),
);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const programs = plantedPrograms()
  .filter(({ id }) => id.includes(filter))
  .slice(0, Number(count));

try {
  await using _package = await writePlantedPackage();
  await using _shop = programs.some(({ needsDatabase }) => needsDatabase) ? await startPlantedShop() : undefined;
  say(
    `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, load ${loadText()}\n`,
  );
  say(`| program | guilty | ${tools.map(({ name, version }) => `${name} ${version}`).join(' | ')} |`);
  say(`| --- | --- | ${tools.map(() => '---').join(' | ')} |`);
  for (const program of programs)
    say(`| ${program.id} | \`${program.function}\`:${program.line} | ${(await cellsOf(program)).join(' | ')} |`);
  say('');
  for (const tool of tools) say(lineOf(tool));
  say(`load at the end ${loadText()}`);
} finally {
  rmSync(parent, { recursive: true, force: true });
  if (process.env['NSI_ANCHORS'] === undefined) rmSync(anchors, { recursive: true, force: true });
}

async function cellsOf(program: PlantedProgram): Promise<readonly string[]> {
  clear();
  const plain = await runLimited([program.file], { cwd: folder, maxMs });
  const cells: string[] = [];
  for (const tool of tools)
    cells.push(plain.problem === undefined ? await cellOf(tool, program, plain.elapsedMs) : `program: ${plain.problem}`);
  return cells;
}

async function cellOf(tool: AnchorTool, program: PlantedProgram, plainMs: number): Promise<string> {
  const own = score.get(tool.name);
  if (tool.version === '' || !own) return 'not run';
  const { place, problem, elapsedMs } = await nameWith(tool, program.file, program.name);
  // A tool that gives no answer has named nothing.
  own.runs++;
  if (!problem) own.extraMs.push(elapsedMs - plainMs);
  own.functions += Number(place.function === program.function);
  own.lines += Number(place.line === program.line);
  own.causes += Number(place.category?.split(' ')[0] === program.id);
  const twin = tool.judges && program.cleanFile !== undefined ? await nameWith(tool, program.cleanFile, program.cleanName) : undefined;
  if (twin && !twin.problem) {
    own.cleanRuns++;
    own.alarms += Number(twin.place.isAlarm === true);
  }
  const parts = [
    place.category,
    place.function === undefined ? undefined : `\`${place.function}\`${place.function === program.function ? ' ✓' : ''}`,
    place.line === undefined ? undefined : `line ${place.line}${place.line === program.line ? ' ✓' : ''}`,
    twin ? `twin: ${twin.problem ?? `${twin.place.category}${twin.place.isAlarm ? ' ✗' : ''}`}` : undefined,
  ];
  return problem ?? parts.filter((part) => part !== undefined).join(', ');
}

async function nameWith(
  tool: AnchorTool,
  file: string,
  name: string,
): Promise<{ readonly place: NamedPlace; readonly elapsedMs: number; readonly problem?: string }> {
  clear();
  const { stdout, elapsedMs, problem } = await runLimited(tool.args(file), { cwd: folder, maxMs });
  if (problem !== undefined) return { place: {}, elapsedMs, problem };
  try {
    return { place: tool.read({ stdout, name }), elapsedMs };
  } catch (error) {
    return { place: {}, elapsedMs, problem: ((error as Error).message.split('\n')[0] ?? 'failed').replace(/\/\S+/g, '…').slice(0, 60) };
  }
}

function lineOf({ name, version, judges }: AnchorTool): string {
  const { runs = 0, causes = 0, functions = 0, lines = 0, alarms = 0, cleanRuns = 0, extraMs = [] } = score.get(name) ?? {};
  const middle = extraMs.toSorted((left, right) => left - right)[extraMs.length >> 1];
  if (middle === undefined) return `${name}: not run`;
  const cause = name === 'ours' ? `cause ${causes}/${runs}, ` : '';
  const twins = judges ? `, alarms on clean twins ${alarms}/${cleanRuns}` : '';
  return `${`${name} ${version}`.padEnd(24)} answers ${extraMs.length}/${runs}, ${cause}function ${functions}/${runs}, line ${lines}/${runs}${twins}, median ${(middle / 1000).toFixed(1)} s more than the program alone`;
}

function clear(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

function loadText(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(' ');
}

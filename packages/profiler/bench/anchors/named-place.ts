import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** What a tool names for a program: the hottest function of the program itself, and its hottest line where the tool knows it. */
export interface NamedPlace {
  readonly category?: string;
  /** Whether it says that something is wrong. */
  readonly isAlarm?: boolean;
  readonly function?: string;
  readonly line?: number;
}

interface CpuProfile {
  readonly nodes: readonly {
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly hitCount?: number;
    readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[];
  }[];
}

/** Out of `--cpu-prof`: the file, not its viewer, which shows functions. */
export function placeInCpuProfile(folder: string, script: string): NamedPlace {
  const { nodes } = JSON.parse(readFileSync(fileIn(folder, '.cpuprofile'), 'utf8')) as CpuProfile;
  const [functions, lines] = [new Map<string, number>(), new Map<string, number>()];
  for (const { callFrame, hitCount = 0, positionTicks = [] } of nodes) {
    if (!callFrame.url.endsWith(script)) continue;
    add(functions, callFrame.functionName, hitCount);
    for (const { line, ticks } of positionTicks) add(lines, String(line), ticks);
  }
  return placeOf(functions, lines);
}

interface V8Log {
  readonly code: readonly { readonly name: string; readonly type: string }[];
  readonly ticks: readonly { readonly s: readonly number[] }[];
}

/** Out of 0x: the topmost function of the program on each stack of its log. Its graph shows functions, no lines. */
export function placeInV8Log(folder: string, script: string): NamedPlace {
  const { code, ticks } = JSON.parse(readFileSync(fileIn(folder, 'v8.log.json'), 'utf8')) as V8Log;
  const functions = new Map<string, number>();
  for (const { s } of ticks) {
    // Pairs of code and offset, the innermost first.
    const own = s.filter((_, index) => index % 2 === 0).find((index) => code[index]?.name.includes(script));
    if (own !== undefined) add(functions, /^[~*^+]?([\w$.]*)/.exec(code[own]?.name ?? '')?.[1] ?? '', 1);
  }
  return placeOf(functions, new Map());
}

interface Pprof {
  readonly sample: readonly { readonly locationId: readonly bigint[]; readonly value: readonly bigint[] }[];
  readonly location: readonly { readonly id: bigint; readonly line: readonly { readonly functionId: bigint; readonly line: bigint }[] }[];
  readonly function: readonly { readonly id: bigint; readonly name: number; readonly filename: number }[];
  readonly stringTable: { readonly strings: readonly string[] };
}

/** Out of flame's pprof: the innermost function of the program on each stack, and its line. */
export function placeInPprof(folder: string, script: string, anchors: string): NamedPlace {
  const { Profile } = createRequire(join(anchors, 'package.json'))('pprof-format') as {
    readonly Profile: { decode(bytes: Buffer): Pprof };
  };
  const bytes = readFileSync(fileIn(folder, '.pb'));
  const profile = Profile.decode(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
  const { strings } = profile.stringTable;
  const locations = new Map(profile.location.map((location) => [Number(location.id), location]));
  const known = new Map(profile.function.map((one) => [Number(one.id), one]));
  const [functions, lines] = [new Map<string, number>(), new Map<string, number>()];
  for (const { locationId, value } of profile.sample) {
    for (const id of locationId) {
      const [line] = locations.get(Number(id))?.line ?? [];
      const own = line && known.get(Number(line.functionId));
      if (!line || !own || !strings[own.filename]?.endsWith(script)) continue;
      add(functions, strings[own.name]?.replace(/:.*/, '').replace(/^\(anonymous$/, '(anonymous)') ?? '', Number(value[0]));
      add(lines, String(line.line), Number(value[0]));
      break;
    }
  }
  return placeOf(functions, lines);
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function placeOf(functions: ReadonlyMap<string, number>, lines: ReadonlyMap<string, number>): NamedPlace {
  const most = (counts: ReadonlyMap<string, number>): string | undefined =>
    [...counts].toSorted((left, right) => right[1] - left[1])[0]?.[0];
  const [name, line] = [most(functions), most(lines)];
  return { ...(name === undefined ? {} : { function: name || '(anonymous)' }), ...(line === undefined ? {} : { line: Number(line) }) };
}

function fileIn(folder: string, ending: string): string {
  const name = readdirSync(folder, { recursive: true })
    .map(String)
    .find((file) => file.endsWith(ending));
  if (name === undefined) throw new Error(`expected a file …${ending} in ${folder}, got none`);
  return join(folder, name);
}

/** A program with a fault, and its twin without. */
export interface PlantedProgram {
  readonly id: string;
  readonly file: string;
  /** As tools tell files apart: folder and name. */
  readonly name: string;
  readonly cleanFile?: string;
  readonly cleanName: string;
  /** Where the fault is, marked `// <- slow`, and the function it stands in. */
  readonly line: number;
  readonly function: string;
  readonly needsDatabase: boolean;
}

/** A function or method of the first level, by its name; the end of one leaves it. */
const opens = /^(?:(?:export )?(?:async )?function\*? | {2}(?:async )?)(\w+)\(.*\{$|^}/;

/** All of them, by name. */
export function plantedPrograms(): readonly PlantedProgram[] {
  const root = fileURLToPath(new URL('../../test/planted/', import.meta.url));
  return readdirSync(root).flatMap((id) => {
    const names = readdirSync(join(root, id));
    const name = names.find((file) => file.startsWith('slow.'));
    const clean = names.find((file) => file.startsWith('clean.'));
    if (name === undefined) return [];
    const file = join(root, id, name);
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes('// <- slow'));
    const opening = lines.slice(0, at + 1).findLast((line) => opens.test(line));
    if (at < 0) return [];
    return [
      {
        id,
        file,
        name: `${id}/${name}`,
        ...(clean === undefined ? {} : { cleanFile: join(root, id, clean) }),
        cleanName: `${id}/${clean}`,
        line: at + 1,
        function: opens.exec(opening ?? '')?.[1] ?? '(anonymous)',
        needsDatabase: text.includes('SHOP_DATABASE_URL'),
      },
    ];
  });
}

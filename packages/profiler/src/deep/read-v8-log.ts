import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Deoptimization, MegamorphicAccess } from '@nsi/core/report';
import type { SourceMaps } from '../source/source-maps.ts';
import { fileOfUrl } from '../tree/file-of-url.ts';

/** What V8 logged of its optimizer. */
export interface OptimizerLog {
  readonly deoptimizations: readonly Deoptimization[];
  readonly megamorphic: readonly MegamorphicAccess[];
}

interface Code {
  readonly start: number;
  readonly end: number;
  readonly file: string;
  /** `''` for a function without one. */
  readonly name: string;
}

const maxPlaces = 200;

/**
 * Reads the log that `--log-deopt --log-ic` write. Lines that are not what they should be are left out: the format is V8's own and
 * changes. Code that never belonged to a file of the program is left out too.
 */
export async function readV8Log(path: string, maps: SourceMaps): Promise<OptimizerLog> {
  const deoptimizations = new Map<string, { -readonly [Key in keyof Deoptimization]: Deoptimization[Key] }>();
  const accesses = new Map<
    string,
    { file: string; line: number; column: number; property: string; isStore: boolean; isMegamorphic: boolean; shapes: Set<string> }
  >();
  // By page of memory, so that an address finds its code without a search over all.
  const pages = new Map<number, Code[]>();
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line.startsWith('code-creation,')) addCode(line);
    else if (line.startsWith('code-deopt,')) addDeoptimization(line);
    else if (/^(?:Keyed)?(?:Load|Store)IC,/.test(line)) addAccess(line);
  }
  return {
    deoptimizations: [...deoptimizations.values()].toSorted((left, right) => right.count - left.count).slice(0, maxPlaces),
    megamorphic: [...accesses.values()]
      .filter(({ isMegamorphic }) => isMegamorphic)
      .map(({ isMegamorphic: _, shapes, ...access }) => ({ ...access, shapeCount: shapes.size }))
      .toSorted((left, right) => right.shapeCount - left.shapeCount)
      .slice(0, maxPlaces),
  };

  function addCode(line: string): void {
    const [, kind, , , address = '', size = '', label = ''] = line.split(',');
    const [, name = '', url] = /^(?:(.*?) )?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):\d+:\d+$/.exec(label) ?? [];
    if (kind !== 'JS' || url === undefined) return;
    const start = Number(address);
    const code = { start, end: start + Number(size), file: fileOfUrl(url), name };
    for (let page = pageOf(start); page <= pageOf(code.end); page++) pages.set(page, [...(pages.get(page) ?? []), code]);
  }

  /** The newest there: V8 uses memory again. */
  function codeAt(address: number): Code | undefined {
    return pages.get(pageOf(address))?.findLast(({ start, end }) => start <= address && address <= end);
  }

  function addDeoptimization(line: string): void {
    const [, url = '', at = '', column = '', reason = ''] = /<(.+?):(\d+):(\d+)>[^,]*,(.*)$/.exec(line) ?? [];
    // What V8 does to change tiers in the middle of a loop is no fault of the program.
    if (!isProgram(fileOfUrl(url)) || /\bOSR\b/.test(reason)) return;
    const place = maps.original({ file: fileOfUrl(url), line: Number(at), column: Number(column) });
    const name = codeAt(Number(line.split(',')[3]))?.name ?? '';
    const key = `${place.file}\n${place.line}\n${place.column}\n${reason}\n${name}`;
    const known = deoptimizations.get(key) ?? { ...place, reason, ...(name === '' ? {} : { function: name }), count: 0 };
    known.count++;
    deoptimizations.set(key, known);
  }

  function addAccess(line: string): void {
    const [type = '', pc = '', , at = '', column = '', , state = '', shape = '', property = ''] = line.split(',');
    const code = codeAt(Number(pc));
    if (!code || !isProgram(code.file)) return;
    const place = maps.original({ file: code.file, line: Number(at), column: Number(column) });
    const key = `${place.file}\n${place.line}\n${place.column}\n${property}`;
    const isKeyed = type.startsWith('Keyed');
    const known = accesses.get(key) ?? {
      ...place,
      property: isKeyed ? '' : property,
      isStore: type.includes('Store'),
      isMegamorphic: false,
      shapes: new Set<string>(),
    };
    known.shapes.add(shape);
    if (state === 'N') known.isMegamorphic = true;
    accesses.set(key, known);
  }
}

function pageOf(address: number): number {
  return Math.floor(address / 4096);
}

function isProgram(file: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(file);
}

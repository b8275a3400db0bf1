import { memoryError } from '../errors.ts';

/** How the keys stand in a trace: one a line, in a field of a JSON object a line, or in a column of comma-separated values. */
export type TraceFormat = 'lines' | 'ndjson' | 'csv';

/** Every format that `readTrace` reads. */
export const traceFormats: readonly TraceFormat[] = Object.freeze(['lines', 'ndjson', 'csv']);

/** How the keys stand in a trace, and how long a line may be. */
export interface ReadTraceOptions {
  /** Default `lines`. */
  readonly format?: TraceFormat;
  /** Field of an object (default `key`), or the column's name in the first row (default: the first column, and the first row is a key like any other). */
  readonly key?: string;
  /** A longer line is an error. Default 64 KiB. */
  readonly maxLineBytes?: number;
}

/**
 * The keys of a trace, one by one as the bytes come in; empty lines are passed over.
 * Throws `NSI_MEMORY_CACHE_TRACE`, which names the line, for one that is too long or has no key.
 */
export async function* readTrace(
  bytes: AsyncIterable<Uint8Array>,
  { format = 'lines', key, maxLineBytes = 65_536 }: ReadTraceOptions = {},
): AsyncGenerator<string> {
  const keyOf = readers[format](key);
  let lineNumber = 0;
  for await (const line of linesOf(bytes, maxLineBytes)) {
    lineNumber++;
    if (line === '') continue;
    const found = keyOf(line, lineNumber);
    if (found !== header) yield found;
  }
}

/** What a reader gives for a line that names the columns. */
const header: unique symbol = Symbol('header');

type ReadKey = (line: string, lineNumber: number) => string | typeof header;

const readers: Readonly<Record<TraceFormat, (key: string | undefined) => ReadKey>> = Object.freeze({
  lines: () => (line) => line,
  ndjson:
    (key = 'key') =>
    (line, lineNumber) =>
      fieldOf(line, key, lineNumber),
  csv: (key) => createColumnReader(key),
});

function fieldOf(line: string, key: string, lineNumber: number): string {
  const record = parseJson(line);
  const value =
    typeof record === 'object' && record !== null && Object.hasOwn(record, key) ? (record as Record<string, unknown>)[key] : undefined;
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) throw noKey(lineNumber, `an object with the field \`${key}\``, line);
  return JSON.stringify(value);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Reported with the line's number by the caller.
    return undefined;
  }
}

function createColumnReader(name: string | undefined): ReadKey {
  let column = name === undefined ? 0 : -1;
  return (line, lineNumber) => {
    const cells = cellsOf(line);
    if (column === -1) {
      column = cells.indexOf(name as string);
      if (column === -1) throw noKey(lineNumber, `a first row that names the column \`${name}\``, line);
      return header;
    }
    const cell = cells[column];
    if (cell === undefined) throw noKey(lineNumber, `at least ${column + 1} columns`, line);
    return cell;
  };
}

/** Cells of one row (RFC 4180): commas between them, quotes around those that hold commas, two quotes for one. */
function cellsOf(line: string): readonly string[] {
  return Array.from(
    line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function noKey(lineNumber: number, expected: string, line: string): Error {
  const shown = line.length > 80 ? `${line.slice(0, 79)}…` : line;
  return memoryError('NSI_MEMORY_CACHE_TRACE', `line ${lineNumber}: expected ${expected}, got ${JSON.stringify(shown)}`);
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>, maxLineBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let lineNumber = 0;
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) yield checkLine(line, ++lineNumber, maxLineBytes);
    checkLine(rest, lineNumber + 1, maxLineBytes);
  }
  rest += decoder.decode();
  if (rest !== '') yield checkLine(rest, lineNumber + 1, maxLineBytes);
}

/** A line has at least as many bytes as UTF-16 units, so that counting these never lets a longer one pass for long. */
function checkLine(line: string, lineNumber: number, maxLineBytes: number): string {
  if (line.length > maxLineBytes)
    throw memoryError('NSI_MEMORY_CACHE_TRACE', `line ${lineNumber}: expected at most ${maxLineBytes} bytes, got more`);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

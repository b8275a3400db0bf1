import { resolve } from 'node:path';
import type { CommandRun } from '@nsi/core/cli';
import { ioError } from '../errors.ts';
import { lines } from '../stream/lines.ts';
import { ndjson, type BadLine } from '../stream/ndjson.ts';
import { countOf, formatBytes } from './format-bytes.ts';

const shownBad = 10;
const linesPerReport = 250_000;

/** What is known of the lines of a file. */
interface LineFigures {
  lines: number;
  longestBytes: number;
  longestIndex: number;
  crlf: number;
  contentBytes: number;
}

/**
 * Data is `{ path, lines, contentBytes, longest: { index, bytes }, endings: { lf, crlf }, elapsedMs, picked?: { index, text }[], ndjson?: {
 * values, bad, first: { index, line, message }[] } }`; `picked` with `--at`, `ndjson` with `--ndjson`, which exits with 1 for a bad line.
 */
export const run: CommandRun = async ({ arguments: { file }, options, cwd, signal, progress }) => {
  const path = resolve(cwd, file as string);
  const lineOptions = { signal, maxLineBytes: options['maxLine'] as string, longLines: 'throw', blockBytes: '1MiB' } as const;
  if (options['at'] !== undefined) return pick(path, lineOptions, whole('--at', options['at'], 0), whole('--count', options['count'], 1));
  const start = performance.now();
  const figures: LineFigures = { lines: 0, longestBytes: 0, longestIndex: 0, crlf: 0, contentBytes: 0 };
  await lines(path, lineOptions).eachBytes((bytes, from, to, index) => {
    const length = to - from;
    figures.contentBytes += length;
    if (bytes[to] === 13) figures.crlf += 1;
    if (length > figures.longestBytes) {
      figures.longestBytes = length;
      figures.longestIndex = index;
    }
    figures.lines = index + 1;
    if (index % linesPerReport === 0) progress({ text: `${index.toLocaleString('en-US')} lines` });
  });
  const checked = options['ndjson'] === true ? await checkValues(path, lineOptions) : undefined;
  const elapsedMs = performance.now() - start;
  const { longestBytes, longestIndex, crlf, contentBytes } = figures;
  const data = {
    path,
    lines: figures.lines,
    contentBytes,
    longest: { index: longestIndex, bytes: longestBytes },
    endings: { lf: figures.lines - crlf, crlf },
    elapsedMs,
    ...(checked ? { ndjson: checked } : {}),
  };
  return { data, text: draw(data, checked), exitCode: checked && checked.bad > 0 ? 1 : 0 };
};

type Options = Parameters<typeof lines>[1];

/** The option as a whole number that is large enough. */
function whole(flag: string, value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw ioError('NSI_IO_LINES_OPTION', `expected \`${flag}\` to be a whole number from ${least}, got ${String(value)}`);
}

async function pick(path: string, options: Options, at: number, count: number): ReturnType<CommandRun> {
  const picked: { readonly index: number; readonly text: string }[] = [];
  await lines(path, options).each((text, index) => {
    if (index >= at) picked.push({ index, text });
    return picked.length < count;
  });
  return { data: { path, picked }, text: picked.map(({ text }) => text).join('\n') };
}

interface Checked {
  readonly values: number;
  readonly bad: number;
  readonly first: readonly (BadLine & { readonly message: string })[];
}

async function checkValues(path: string, options: Options): Promise<Checked> {
  const first: (BadLine & { readonly message: string })[] = [];
  let bad = 0;
  const values = await ndjson(path, {
    ...options,
    onBadLine({ message }, line) {
      bad += 1;
      if (first.length < shownBad) first.push({ ...line, message });
    },
  }).each(() => true);
  return { values, bad, first };
}

interface Drawn {
  readonly lines: number;
  readonly contentBytes: number;
  readonly longest: { readonly index: number; readonly bytes: number };
  readonly endings: { readonly lf: number; readonly crlf: number };
  readonly elapsedMs: number;
}

function draw({ lines: count, contentBytes, longest, endings, elapsedMs }: Drawn, checked: Checked | undefined): string {
  const figures = [
    `mean ${formatBytes(contentBytes / count)}, longest ${formatBytes(longest.bytes)} (line ${longest.index + 1})`,
    `ends: ${endings.crlf === 0 ? 'LF' : endings.lf === 0 ? 'CR LF' : `mixed, ${endings.crlf} of ${count} CR LF`}`,
  ];
  return [
    `${countOf(count, 'line')}, ${formatBytes(contentBytes)} without their ends, in ${elapsedMs.toFixed(0)} ms`,
    ...(count === 0 ? [] : figures),
    ...(checked ? [`NDJSON: ${countOf(checked.values, 'value')}, ${countOf(checked.bad, 'bad line')}`] : []),
    ...(checked?.first.map(({ message }) => `  ${message}`) ?? []),
  ].join('\n');
}

import { extname, resolve } from 'node:path';
import type { CommandRun } from '@nsi/core/cli';
import { statMany } from '../read/stat-many.ts';
import { endFileWorker } from '../read/worker-thread.ts';
import { exactPathsOf } from '../walk/walk-batch.ts';
import type { FileKind } from '../walk/file-kind.ts';
import { walk } from '../walk/walk.ts';
import { formatBytes } from './format-bytes.ts';

/** Entries of one ending. */
interface EndingRow {
  readonly ending: string;
  files: number;
  bytes: number;
}

const shownEndings = 15;

/**
 * Data is `{ root, entries, kinds: { file, directory, symlink, other }, bytes, elapsedMs, endings: { ending, files, bytes }[], unreadable:
 * string[], paths? }`; `bytes` are there with `--sizes`, `paths` with `--list`.
 */
export const run: CommandRun = async ({ arguments: { folder }, options, cwd, signal, progress, note }) => {
  const root = resolve(cwd, (folder as string | undefined) ?? '.');
  const withSizes = options['sizes'] === true;
  const kinds = { file: 0, directory: 0, symlink: 0, other: 0 };
  const endings = new Map<string, EndingRow>();
  const unreadable: string[] = [];
  const paths: string[] = [];
  let [entries, bytes] = [0, 0];
  const start = performance.now();
  const tree = walk(root, {
    relative: true,
    kinds: options['kind'] as readonly FileKind[],
    followLinks: options['follow'] === true,
    hidden: options['hidden'] !== false,
    signal,
    onError: ({ message }) => unreadable.push(message),
    ...optional('include', options['include']),
    ...optional('exclude', options['exclude']),
    ...optional('maxDepth', options['maxDepth']),
  });
  for await (const batch of tree) {
    const sizes = withSizes
      ? (await statMany(exactPathsOf(batch, root), { followLinks: false, signal, onError: () => {} })).size
      : undefined;
    for (const [index, path] of batch.paths.entries()) {
      const kind = batch.kind(index);
      kinds[kind] += 1;
      if (kind !== 'file') continue;
      const size = sizes?.[index] ?? 0;
      const row = rowOf(endings, extname(path));
      row.files += 1;
      row.bytes += Number.isNaN(size) ? 0 : size;
    }
    entries += batch.length;
    if (options['list'] === true) for (const path of batch.paths) paths.push(path);
    progress({ text: `${entries.toLocaleString('en-US')} entries` });
  }
  const elapsedMs = performance.now() - start;
  await endFileWorker();
  for (const message of unreadable.slice(0, 10)) note(message);
  if (unreadable.length > 10) note(`and ${unreadable.length - 10} more that could not be read`);
  const rows = [...endings.values()].toSorted((left, right) => right.bytes - left.bytes || right.files - left.files);
  bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const data = {
    root,
    entries,
    kinds,
    ...(withSizes ? { bytes } : {}),
    elapsedMs,
    endings: rows.map((row) => (withSizes ? row : { ending: row.ending, files: row.files })),
    unreadable,
    ...(options['list'] === true ? { paths: paths.toSorted() } : {}),
  };
  if (options['list'] === true) return { data, text: paths.toSorted().join('\n') };
  return { data, text: [headline(entries, kinds, elapsedMs, withSizes ? bytes : undefined), '', ...table(rows, withSizes)].join('\n') };
};

function optional(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

function rowOf(endings: Map<string, EndingRow>, ending: string): EndingRow {
  const known = endings.get(ending);
  if (known) return known;
  const row = { ending, files: 0, bytes: 0 };
  endings.set(ending, row);
  return row;
}

function headline(entries: number, kinds: Readonly<Record<FileKind, number>>, elapsedMs: number, bytes: number | undefined): string {
  const parts = Object.entries(kinds).flatMap(([kind, count]) => (count > 0 ? [`${kind} ${count.toLocaleString('en-US')}`] : []));
  const size = bytes === undefined ? '' : `, ${formatBytes(bytes)}`;
  return `${entries.toLocaleString('en-US')} entries${size} in ${elapsedMs.toFixed(0)} ms: ${parts.join(', ') || 'nothing'}`;
}

function table(rows: readonly EndingRow[], withSizes: boolean): readonly string[] {
  const shown = rows.slice(0, shownEndings);
  const more = rows.length - shown.length;
  return [
    ...shown.map(
      ({ ending, files, bytes }) =>
        `${(ending || '(none)').padEnd(16)} ${String(files).padStart(9)}${withSizes ? `  ${formatBytes(bytes).padStart(10)}` : ''}`,
    ),
    ...(more > 0 ? [`and ${more} more endings`] : []),
  ];
}

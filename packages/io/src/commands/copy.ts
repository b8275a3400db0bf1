import { resolve } from 'node:path';
import type { CommandRun } from '@nsi/core/cli';
import { copyTree } from '../copy/copy-tree.ts';
import { countOf, formatBytes } from './format-bytes.ts';

/** Data is `{ source, target, files, folders, links, bytes, elapsedMs }`. */
export const run: CommandRun = async ({ arguments: { source, target }, options, cwd, signal, progress }) => {
  const [from, to] = [resolve(cwd, source as string), resolve(cwd, target as string)];
  const start = performance.now();
  const summary = await copyTree(from, to, {
    force: options['force'] === true,
    keepTimes: options['keepTimes'] === true,
    links: options['links'] as 'inside' | 'keep' | 'skip',
    reflink: options['reflink'] as 'auto' | 'require' | 'never',
    concurrency: options['concurrency'] as number,
    signal,
    onProgress: ({ files, bytes, path }) => progress({ text: `copying ${path}, ${formatBytes(bytes)}`, done: files }),
  });
  return {
    data: { source: from, target: to, ...summary, elapsedMs: performance.now() - start },
    text: `${to}: ${countOf(summary.files, 'file')}, ${countOf(summary.folders, 'folder')}, ${formatBytes(summary.bytes)}`,
  };
};

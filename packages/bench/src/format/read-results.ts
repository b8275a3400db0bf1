import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BenchReport, maxReportBytes } from '@nsi/core/report';
import { benchError } from '../errors.ts';
import { type ImportOptions, parseResults } from './importers.ts';

/** A report from a file of any known format. Throws `NSI_BENCH_RESULTS` when it cannot be read, and what `parseResults` throws. */
export async function readResults(file: string, options: ImportOptions = {}): Promise<BenchReport> {
  return parseResults(await readText(file), { name: basename(file), ...options });
}

async function readText(file: string): Promise<string> {
  try {
    await using handle = await open(file, 'r');
    const stats = await handle.stat();
    if (stats.isFile() && stats.size <= maxReportBytes) return await handle.readFile('utf8');
    throw benchError(
      'NSI_BENCH_RESULTS',
      `expected ${file} to be a file of at most ${maxReportBytes} bytes, got ${stats.isFile() ? `${stats.size} bytes` : 'no file'}`,
    );
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (code.startsWith('NSI_')) throw cause;
    throw benchError('NSI_BENCH_RESULTS', `expected a results file at ${file}, got ${code === 'ENOENT' ? 'none' : code}`, { cause });
  }
}

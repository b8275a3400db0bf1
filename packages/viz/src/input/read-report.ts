import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type BenchReport, maxReportBytes, parseBenchReport, parseProfileReport, type ProfileReport } from '@nsi/core/report';
import { vizError } from '../errors.ts';

/** Where reports come from: files below `cwd`, and standard input for `-`. */
export interface ReportSource {
  readonly cwd: string;
  readonly readInput: (maxBytes: number) => Promise<Buffer>;
}

/** A benchmark report from a file, or from standard input when `name` is `-`. Rejects with `NSI_VIZ_INPUT` and the codes of the parser. */
export async function readBenchReport(name: string, source: ReportSource): Promise<BenchReport> {
  return parseBenchReport(await readText(name, source), nameOf(name));
}

/** A profile report; as `readBenchReport`. */
export async function readProfileReport(name: string, source: ReportSource): Promise<ProfileReport> {
  return parseProfileReport(await readText(name, source), nameOf(name));
}

/** Either kind, by what the document says it is. */
export async function readReport(name: string, source: ReportSource): Promise<BenchReport | ProfileReport> {
  const text = await readText(name, source);
  return /"kind"\s*:\s*"nsi\.profile"/.test(text.slice(0, 4096))
    ? parseProfileReport(text, nameOf(name))
    : parseBenchReport(text, nameOf(name));
}

/** The text of a report, bounded to what a report may have. */
export async function readText(name: string, { cwd, readInput }: ReportSource): Promise<string> {
  if (name === '-') return (await readInput(maxReportBytes)).toString('utf8');
  const file = resolve(cwd, name);
  try {
    const { size } = await stat(file);
    if (size > maxReportBytes)
      throw vizError('NSI_VIZ_INPUT', `expected a report of at most ${maxReportBytes} bytes, got ${name} with ${size}`);
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(file, { end: maxReportBytes })) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code?.startsWith('NSI_') === true) throw cause;
    const reason = code === 'ENOENT' ? 'none there' : code === 'EISDIR' ? 'a folder' : (code ?? String(cause));
    throw vizError('NSI_VIZ_INPUT', `expected a report in ${name}, got ${reason}`, { cause });
  }
}

function nameOf(name: string): string {
  return name === '-' ? 'standard input' : name;
}

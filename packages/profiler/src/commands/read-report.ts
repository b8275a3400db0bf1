import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandCall } from '@nsi/core/cli';
import { isNsiError } from '@nsi/core';
import { maxReportBytes, parseProfileReport, type ProfileReport } from '@nsi/core/report';
import { profilerError } from '../errors.ts';
import { isCpuProfile, reportOfCpuProfile } from '../report/foreign-profile.ts';

/** A report from a file: ours, or a `.cpuprofile` of V8. `-` reads standard input. */
export async function readReport(call: CommandCall, file: string): Promise<ProfileReport> {
  const text = file === '-' ? (await call.readInput(maxReportBytes)).toString('utf8') : await readText(resolve(call.cwd, file), file);
  const value = parseJson(text, file);
  return isCpuProfile(value) ? reportOfCpuProfile(value, file) : parseProfileReport(value, file);
}

async function readText(path: string, file: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maxReportBytes)
      throw profilerError(
        'NSI_PROFILER_RAW',
        `expected a profile of at most ${maxReportBytes / 2 ** 20} MiB, got \`${file}\` of ${Math.round(size / 2 ** 20)} MiB`,
      );
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (isNsiError(cause)) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'which does not exist' : code === 'EISDIR' ? 'which is a folder' : `which cannot be read: ${message}`;
    throw profilerError('NSI_PROFILER_RAW', `expected a profile in \`${file}\`, ${why}`, { cause });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const isCut = /^\s*[{[]/.test(text) && !/[}\]]\s*$/.test(text);
    const got = text.trim() === '' ? 'an empty file' : isCut ? 'a file that ends in the middle' : 'text that is not JSON';
    throw profilerError('NSI_PROFILER_RAW', `expected a profile in \`${file}\`, got ${got}`, { cause });
  }
}

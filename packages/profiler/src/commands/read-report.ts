import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandCall } from '@nsi/core/cli';
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
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw profilerError('NSI_PROFILER_RAW', `expected a profile in \`${file}\`, could not read it`, { cause });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const isCut = text.trim() !== '' && !/[}\]]\s*$/.test(text);
    throw profilerError(
      'NSI_PROFILER_RAW',
      `expected a profile in \`${file}\`, got ${isCut ? 'a file that ends in the middle' : 'text that is not JSON'}`,
      { cause },
    );
  }
}

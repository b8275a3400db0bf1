import { coreError } from '../errors.ts';
import { check, describe } from '../options/check.ts';
import { isPlainObject } from '../config/merge.ts';
import type { BenchReport } from './bench-report.ts';
import { benchReportSchema } from './bench-report-schema.ts';
import type { ProfileReport } from './profile-report.ts';
import { profileReportSchema } from './profile-report-schema.ts';

/** The `kind` field of a report file, which tells what the rest of it holds. */
export type ReportKind = 'nsi.bench' | 'nsi.profile';

/** Newest version of each kind of report that is written and read here. Every older one is read too. */
export const schemaVersions: Readonly<Record<ReportKind, number>> = Object.freeze({ 'nsi.bench': 1, 'nsi.profile': 1 });

/** Values for `$schema`: the JSON Schema files of this package, as seen from a project's root. */
export const schemaUrls: Readonly<Record<ReportKind, string>> = Object.freeze({
  'nsi.bench': './node_modules/@nsi/core/schema/bench-report.json',
  'nsi.profile': './node_modules/@nsi/core/schema/profile-report.json',
});

/** Largest report text that is read, in bytes. */
export const maxReportBytes: number = 512 * 2 ** 20;

/** A benchmark report from JSON text or its parsed value. Throws `NSI_CORE_REPORT_INVALID` or `NSI_CORE_REPORT_VERSION`. `origin` names the file in messages. */
export function parseBenchReport(source: unknown, origin?: string): BenchReport {
  return check(benchReportSchema, valueOf(source, 'nsi.bench', origin), subject(origin));
}

/** A profile report; as `parseBenchReport`. */
export function parseProfileReport(source: unknown, origin?: string): ProfileReport {
  const report = check(profileReportSchema, valueOf(source, 'nsi.profile', origin), subject(origin));
  const { parent, frame, self, total } = report.callTree;
  const isTree = [frame, self, total].every(({ length }) => length === parent.length) && parent.every((row, index) => row < index);
  if (!isTree || frame.some((row) => row >= report.frames.length))
    throw broken(origin, '`callTree` to be a tree over `frames`, got rows that point outside of it');
  const { functions = [], allocations = [], stretches = [], threads = [], series } = report;
  if ([...functions, ...allocations, ...stretches].some((one) => one.frame >= report.frames.length))
    throw broken(origin, 'functions, allocations and stretches to be of `frames`, got one that points outside of it');
  if (threads.some(({ row }) => row >= parent.length)) throw broken(origin, 'threads to be rows of `callTree`, got one that is none');
  if (series && new Set(Object.values(series).map((column) => (column as readonly number[]).length)).size > 1)
    throw broken(origin, 'the columns of `series` to have one length, got several');
  return report;
}

function broken(origin: string | undefined, expected: string): Error {
  return coreError('NSI_CORE_REPORT_INVALID', `${named(origin)}expected ${expected}`);
}

function subject(origin: string | undefined): Parameters<typeof check>[2] {
  return { code: 'NSI_CORE_REPORT_INVALID', ...(origin === undefined ? {} : { origin }) };
}

function valueOf(source: unknown, kind: ReportKind, origin: string | undefined): unknown {
  const value = typeof source === 'string' ? parseJson(source, origin) : source;
  if (!isPlainObject(value))
    throw coreError('NSI_CORE_REPORT_INVALID', `${named(origin)}expected a report of kind \`${kind}\`, got ${describe(value)}`);
  if (value['kind'] !== kind) {
    throw coreError(
      'NSI_CORE_REPORT_INVALID',
      `${named(origin)}expected a report of kind \`${kind}\`, got ${value['kind'] === undefined ? 'JSON of another kind' : describe(value['kind'])}`,
    );
  }
  const version = value['schemaVersion'];
  if (typeof version === 'number' && version > schemaVersions[kind]) {
    throw coreError(
      'NSI_CORE_REPORT_VERSION',
      `${named(origin)}expected a \`${kind}\` report of version ${schemaVersions[kind]} or older, got version ${version}`,
    );
  }
  return value;
}

function parseJson(source: string, origin: string | undefined): unknown {
  if (source.length > maxReportBytes)
    throw coreError('NSI_CORE_REPORT_INVALID', `${named(origin)}expected at most ${maxReportBytes} bytes, got ${source.length}`);
  try {
    return JSON.parse(source) as unknown;
  } catch (cause) {
    const isCut = source.trim() !== '' && !/[}\]]\s*$/.test(source);
    const actual =
      source.trim() === ''
        ? 'an empty file'
        : isCut
          ? `text that ends in the middle, after ${source.length} characters`
          : `text that is not JSON (${(cause as Error).message})`;
    throw coreError('NSI_CORE_REPORT_INVALID', `${named(origin)}expected a JSON report, got ${actual}`, { cause });
  }
}

function named(origin: string | undefined): string {
  return origin === undefined ? '' : `${origin}: `;
}

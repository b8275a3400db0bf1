import { type BenchReport, parseBenchReport } from '@nsi/core/report';
import { benchError } from '../errors.ts';
import { bencherImporter } from './bencher.ts';
import { isRecord } from './foreign-json.ts';
import type { ImporterName } from './format-names.ts';
import { goImporter } from './go.ts';
import { googleImporter } from './google.ts';
import { hyperfineImporter } from './hyperfine.ts';
import type { ForeignDocument, Importer } from './importer.ts';
import { jmhImporter } from './jmh.ts';
import { junitImporter } from './junit.ts';
import { mitataImporter } from './mitata.ts';
import { smallerIsBetterImporter } from './smaller-is-better.ts';
import { tinybenchImporter } from './tinybench.ts';

/** All built-in importers by name. The most particular formats come first: `bencher` takes almost any object of objects. */
export const importers: Readonly<Record<ImporterName, Importer>> = Object.freeze({
  hyperfine: hyperfineImporter,
  mitata: mitataImporter,
  google: googleImporter,
  jmh: jmhImporter,
  tinybench: tinybenchImporter,
  'smaller-is-better': smallerIsBetterImporter,
  junit: junitImporter,
  go: goImporter,
  bencher: bencherImporter,
});

/** Which format `parseResults` reads, and how its messages name the text. */
export interface ImportOptions {
  /** Name of a built-in importer, or one of your own. Left out: told from the text. */
  readonly from?: string | Importer;
  /** File name, for messages. Default `input`. */
  readonly name?: string;
}

/**
 * A report from the text of any known format, our own included.
 * Throws `NSI_BENCH_FORMAT` when the format is unknown, `NSI_BENCH_IMPORT` (or `NSI_CORE_REPORT_…`) when the text breaks it.
 */
export function parseResults(text: string, { from, name = 'input' }: ImportOptions = {}): BenchReport {
  const json = parsedJson(text);
  const document: ForeignDocument = { name, text, json };
  if (from === undefined && (isOwn(json) || /^\s*\{\s*"\$schema"/.test(text))) return parseBenchReport(json ?? text, name);
  const report = importerOf(document, from).read(document);
  if (report.cases.length === 0) throw benchError('NSI_BENCH_IMPORT', `${name}: expected at least one benchmark, got none`);
  return report;
}

function isOwn(json: unknown): boolean {
  return isRecord(json) && typeof json['kind'] === 'string' && json['kind'].startsWith('nsi.');
}

function importerOf(document: ForeignDocument, from: string | Importer | undefined): Importer {
  if (typeof from === 'object') return from;
  if (from !== undefined) {
    if (Object.hasOwn(importers, from)) return importers[from as ImporterName];
    throw benchError('NSI_BENCH_FORMAT', `expected the format to be ${Object.keys(importers).join(', ')}, got ${JSON.stringify(from)}`);
  }
  const importer = Object.values(importers).find((candidate) => candidate.accepts(document));
  if (importer) return importer;
  throw benchError(
    'NSI_BENCH_FORMAT',
    `${document.name}: expected a results file of ${['nsi', ...Object.keys(importers)].join(', ')}, got ${kindOf(document)}`,
  );
}

function kindOf({ text, json }: ForeignDocument): string {
  if (text.trim() === '') return 'an empty file';
  return json === undefined ? 'a text of another kind, or JSON that is cut off' : 'JSON of another kind';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not an error here: some formats are no JSON, and the importers say what they expected.
    return undefined;
  }
}

import type { BenchReport } from '@nsi/core/report';

/** Reads what another tool wrote. */
export interface Importer {
  /** What `--from` calls it, in kebab-case. */
  readonly name: string;
  readonly summary: string;
  /** Whether a document looks like this tool's, from its first lines or its parsed JSON. Cheap, and never throws. */
  accepts(document: ForeignDocument): boolean;
  /** The report that the document tells of. Throws `NSI_BENCH_IMPORT` when it breaks the tool's own format. */
  read(document: ForeignDocument): BenchReport;
}

/** A file of another tool. */
export interface ForeignDocument {
  /** File name, for messages. */
  readonly name: string;
  readonly text: string;
  /** The parsed text when it is JSON, else `undefined`. */
  readonly json: unknown;
}

/** Fixes an importer as inert data. */
export function defineImporter(importer: Importer): Importer {
  return Object.freeze(importer);
}

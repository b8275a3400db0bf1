import type { Html } from './page/html.ts';

/** A behaviour that only some chapters need. */
export type SectionScript = 'flame graph';

/** One chapter of the report. `id` is its anchor, `title` its heading and its entry in the contents. */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
  /** One sentence below the heading: what is shown and how to read it. */
  readonly lead?: string;
  readonly body: Html;
  /** Behaviours it needs beside those of every page. */
  readonly scripts?: readonly SectionScript[];
}

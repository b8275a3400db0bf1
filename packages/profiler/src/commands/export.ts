import type { CommandRun } from '@nsi/core/cli';
import type { ExportFormat } from '../export/format-names.ts';
import { exportProfile } from '../export/export-profile.ts';
import { textOf, usageError, wordOf } from './call-options.ts';
import { readReport } from './read-report.ts';

/** Data is `{ format, bytes }`; the file itself goes to `--output`, or to stdout where it is text. A binary one needs `--output`. */
export const run: CommandRun = async (call) => {
  const format = textOf(call, 'to') as ExportFormat;
  const document = exportProfile(await readReport(call, wordOf(call, 'file')), format);
  const data = { format, bytes: Buffer.byteLength(document) };
  if (call.frame.output !== undefined) return { data, document, text: '' };
  if (typeof document === 'string') return { data, text: document };
  if (call.frame.json) return { data, text: '' };
  throw usageError(`expected \`--output <file>\` beside \`--to ${format}\`, which is binary, got none`);
};

import { createRequire } from 'node:module';
import { join, parse } from 'node:path';
import { type CommandCall, type CommandResult, gateOf, writeOutput } from '@nsi/core/cli';
import type { ProfileReport } from '@nsi/core/report';
import { profilerError } from '../errors.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import { renderText } from '../report/render-text.ts';
import { textOf } from './call-options.ts';

/** A profile as a command returns it: words or Markdown on stdout, JSON with `--json` or `--output`, HTML beside it with `--report`. */
export async function reportResult(report: ProfileReport, call: CommandCall, exitCode: 0 | 1 = 0): Promise<CommandResult> {
  const { frame, options, cwd, note } = call;
  if (options['report'] === true) {
    const { dir, name } = parse(frame.output ?? 'nsi-profile.json');
    const file = join(cwd, dir, `${name}.html`);
    await writeOutput(file, await (await loadViz()).createReport({ profiler: report }));
    note(`Wrote ${file}`);
  }
  return {
    data: report,
    text: textOf(call, 'format') === 'markdown' ? renderMarkdown(report) : renderText(report, { ...frame, cwd }),
    exitCode: gateOf(report.findings, options['failOn']) || exitCode,
  };
}

/** Before a program runs, so that no profile is lost for want of a package. Throws `NSI_PROFILER_VIZ_MISSING` where `--report` cannot be made. */
export function checkReport({ options }: CommandCall): void {
  if (options['report'] !== true) return;
  try {
    createRequire(import.meta.url).resolve('@nsi/viz');
  } catch (cause) {
    throw vizMissing(cause);
  }
}

function vizMissing(cause: unknown): Error {
  return profilerError('NSI_PROFILER_VIZ_MISSING', 'expected `@nsi/viz` to draw with, found none', { cause });
}

async function loadViz(): Promise<typeof import('@nsi/viz')> {
  try {
    return await import('@nsi/viz');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw vizMissing(cause);
  }
}

import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isNsiError } from '@nsi/core';
import { readText, type ReportSource } from '../input/read-report.ts';
import { createReport } from '../report/create-report.ts';

/** A report that is drawn again whenever its file changes. */
export interface LiveReport extends Disposable {
  /** The last page that could be drawn. */
  readonly page: () => string | undefined;
  /** What happened last, as a sentence. */
  readonly message: () => string;
}

export interface LiveReportOptions {
  readonly file: string;
  /** Called after every change: with `isNew` when there is another page. */
  readonly onChange: (change: { readonly isNew: boolean; readonly message: string }) => void;
}

const settleMs = 60;

/** Draws `file` now and on every change; a file that is missing or half written leaves the last page standing. Throws when the folder cannot be watched. */
export function createLiveReport({ file, onChange }: LiveReportOptions): LiveReport {
  const source: ReportSource = { cwd: dirname(file), readInput: () => Promise.reject(new TypeError('a live report is a file')) };
  let page: string | undefined;
  let message = `Waiting for ${basename(file)}.`;
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  let isDisposed = false;
  let drawing = Promise.resolve();

  async function draw(): Promise<void> {
    const previous = text;
    const drawn = await drawnPage(file, source, previous);
    if (isDisposed || drawn === undefined) return;
    if ('page' in drawn) ({ page, text } = drawn);
    message = drawn.message;
    onChange({ isNew: 'page' in drawn, message });
  }

  function schedule(): void {
    clearTimeout(timer);
    // A report is often written in pieces: it is read once the writes pause.
    timer = setTimeout(() => {
      drawing = drawing.then(draw);
    }, settleMs).unref();
  }

  // The folder is watched, not the file: reports are replaced by renaming, which ends a watch of the file itself.
  const watcher = watch(dirname(file), (_, name) => {
    if (name === null || name === basename(file)) schedule();
  });
  drawing = drawing.then(draw);

  return {
    page: () => page,
    message: () => message,
    [Symbol.dispose]() {
      isDisposed = true;
      clearTimeout(timer);
      watcher.close();
    },
  };
}

type Drawn = { readonly page: string; readonly text: string; readonly message: string } | { readonly message: string };

/** Undefined when the text is the same as before. */
async function drawnPage(file: string, source: ReportSource, previous: string): Promise<Drawn | undefined> {
  try {
    const text = await readText(basename(file), source);
    if (text === previous) return undefined;
    const page = await createReport(
      JSON.parse(text).kind === 'nsi.profile' ? { profiler: JSON.parse(text) } : { benchmark: JSON.parse(text) },
    );
    return { page, text, message: `Drawn at ${new Date().toLocaleTimeString('en', { hour12: false })}, watching ${basename(file)}.` };
  } catch (error) {
    if (isNsiError(error, 'NSI_VIZ_INPUT')) return { message: `Waiting for ${basename(file)}.` };
    return {
      message: `Waiting for a whole report in ${basename(file)}: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`,
    };
  }
}

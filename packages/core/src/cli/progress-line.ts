import type { Progress } from './command.ts';

/** Where progress goes: a stream, usually stderr. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressLine {
  show(progress: Progress): void;
  /** Prints a line that stays, above the progress. */
  note(line: string): void;
  /** Removes what is drawn. */
  clear(): void;
}

const redrawMs = 80;
const plainMs = 5000;

/** Live lines on a terminal; elsewhere a line now and then; nothing when quiet. */
export function createProgressLine(
  stream: ProgressStream,
  { quiet, now = () => performance.now() }: { quiet: boolean; now?: () => number },
): ProgressLine {
  const isLive = stream.isTTY === true;
  let drawnLines = 0;
  let drawnAt = -Infinity;

  return {
    show(progress) {
      if (quiet || now() - drawnAt < (isLive ? redrawMs : plainMs)) return;
      drawnAt = now();
      if (isLive) draw(textOf(progress));
      else stream.write(`${textOf(progress).split('\n', 1)[0]}\n`);
    },
    note(line) {
      if (quiet) return;
      clear();
      stream.write(`${line}\n`);
    },
    clear,
  };

  function draw(text: string): void {
    clear();
    const width = (stream.columns ?? 80) - 1;
    const lines = text.split('\n').map((line) => clip(line, width));
    stream.write(lines.join('\n'));
    drawnLines = lines.length;
  }

  function clear(): void {
    if (drawnLines === 0) return;
    stream.write(`\r\u001B[K${'\u001B[1A\u001B[K'.repeat(drawnLines - 1)}`);
    drawnLines = 0;
  }
}

function textOf({ text, done, total, remainingMs }: Progress): string {
  const [first = '', ...rest] = text.split('\n');
  const count = done === undefined ? '' : total === undefined ? `${done} ` : `${done}/${total} `;
  const remaining = remainingMs === undefined ? '' : `, about ${durationText(remainingMs)} left`;
  return [`${count}${first}${remaining}`, ...rest].join('\n');
}

function durationText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Cuts to `width` visible characters; colour codes do not count. */
function clip(line: string, width: number): string {
  // oxlint-disable-next-line no-control-regex -- a colour code starts with the escape character
  const parts = line.split(/(\u001B\[[0-9;]*m)/);
  let left = width;
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part;
      const kept = Array.from(part).slice(0, left);
      left -= kept.length;
      return kept.join('');
    })
    .join('');
}

import { describe, NsiError } from '@nsi/core';
import type { CommandCall } from '@nsi/core/cli';

const unitMs = Object.freeze({ ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 });

/** Options of a call by name, read as what the command table says they are. */
export interface CallOptions {
  readonly text: (name: string) => string | undefined;
  readonly number: (name: string) => number | undefined;
  readonly list: (name: string) => readonly string[];
  readonly isSet: (name: string) => boolean;
  /** Milliseconds of a time such as `90s`, `2m` or `1.5h`. */
  readonly milliseconds: (name: string) => number | undefined;
  /** A text, or an expression when it stands between slashes. */
  readonly filter: (name: string) => string | RegExp | undefined;
}

export function callOptions({ options }: Pick<CommandCall, 'options'>): CallOptions {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  return {
    text,
    number: (name) => (typeof options[name] === 'number' ? options[name] : undefined),
    list: (name) => (Array.isArray(options[name]) ? options[name].map(String) : []),
    isSet: (name) => options[name] === true,
    milliseconds: (name) => readTime(name, text(name)),
    filter: (name) => readFilter(name, text(name)),
  };
}

/** Words of an argument that takes several. */
export function wordsOf({ arguments: words }: Pick<CommandCall, 'arguments'>, name: string): readonly string[] {
  const value = words[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The one word of a required argument. */
export function wordOf(call: Pick<CommandCall, 'arguments'>, name: string): string {
  const [word] = wordsOf(call, name);
  if (word === undefined) throw usageError(`expected <${name}>, got none`);
  return word;
}

/** The error of a command line that cannot be meant: exit code 2. */
export function usageError(message: string): NsiError {
  return new NsiError('NSI_CORE_COMMAND_USAGE', message, { hint: 'See `--help`.' });
}

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)?$/.exec(text.trim());
  const milliseconds = match === null ? 0 : Number(match[1]) * unitMs[(match[2] ?? 's') as keyof typeof unitMs];
  if (milliseconds > 0 && milliseconds <= 7 * 24 * unitMs.h) return milliseconds;
  throw usageError(`expected \`--${name}\` to be a time such as 90s or 2m, got ${describe(text)}`);
}

function readFilter(name: string, text: string | undefined): string | RegExp | undefined {
  const pattern = /^\/(.+)\/(i?)$/s.exec(text ?? '');
  if (pattern === null) return text;
  try {
    return new RegExp(pattern[1] ?? '', pattern[2]);
  } catch {
    throw usageError(`expected \`--${name}\` to be a text or a regular expression, got ${describe(text)}`);
  }
}

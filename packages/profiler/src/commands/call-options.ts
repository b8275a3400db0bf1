import { NsiError } from '@nsi/core';
import type { CommandCall } from '@nsi/core/cli';

const unitMs = Object.freeze({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 });

/** Milliseconds of an option such as `90s` or `2m`. */
export function millisecondsOf({ options }: CommandCall, name: string): number | undefined {
  const value = options[name];
  if (typeof value !== 'string') return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(value.trim());
  const ms = match ? Number(match[1]) * unitMs[(match[2] ?? 's') as keyof typeof unitMs] : 0;
  if (ms > 0 && ms <= 24 * unitMs.h) return ms;
  throw usageError(`expected \`--${name}\` to be a time such as 90s or 2m, got \`${value}\``);
}

/** Text of an option. */
export function textOf({ options }: CommandCall, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Texts of an option that takes several. */
export function listOf({ options }: CommandCall, name: string): readonly string[] {
  const value = options[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

/** Number of an option. */
export function numberOf({ options }: CommandCall, name: string): number | undefined {
  const value = options[name];
  return typeof value === 'number' ? value : undefined;
}

/** Whole number of an option, from 1. */
export function countOf(call: CommandCall, name: string): number | undefined {
  const value = numberOf(call, name);
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return value;
  throw usageError(`expected \`--${name}\` to be a whole number from 1, got ${value}`);
}

/** The one word of a required argument. */
export function wordOf({ arguments: words }: CommandCall, name: string): string {
  const value = words[name];
  if (typeof value === 'string') return value;
  throw usageError(`expected <${name}>, got none`);
}

/** The error of a command line that cannot be meant: exit code 2. */
export function usageError(message: string): NsiError {
  return new NsiError('NSI_CORE_COMMAND_USAGE', message, { hint: 'See `--help`.' });
}

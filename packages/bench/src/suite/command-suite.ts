import type { ParamValue, Suite, SuiteParams } from '@nsi/core/report';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/** A program to run: its file or name, and its arguments. No shell comes between. */
export type Command = readonly [program: string, ...args: string[]];

/** One of the programs that a command suite compares. The one with `isBaseline` is what the others are compared with. */
export interface CommandVariant {
  readonly name: string;
  readonly isBaseline?: boolean;
  /** May depend on the case's parameters. */
  readonly command: Command | ((params: Readonly<Record<string, ParamValue>>) => Command);
}

/** What `suite.command` compares, and when a program counts as successful. */
export interface CommandSuiteOptions {
  readonly category: string;
  readonly description?: string;
  readonly params?: SuiteParams;
  readonly commands: readonly CommandVariant[];
  /** Working directory of the programs. Default: that of the run. */
  readonly cwd?: string;
  /** Whether all must print the same. Default true. */
  readonly mustAgree?: boolean;
  /** Exit codes that count as success. Default `[0]`. */
  readonly exitCodes?: readonly number[];
}

/** Largest output that is compared, in bytes. */
const maxOutputBytes = 64 * 2 ** 20;

/**
 * Whole programs, compared like functions: one call is one process from start to exit, rounds run them in random order.
 * Exit code and a digest of what they print are the output that must agree.
 */
export function commandSuite(name: string, options: CommandSuiteOptions): Suite {
  const { category, description, params, commands, mustAgree = true } = options;
  return Object.freeze({
    name,
    category,
    ...(description === undefined ? {} : { description }),
    ...(params === undefined ? {} : { params }),
    variants: commands.map(({ name: variant, isBaseline = false, command }) => ({
      name: variant,
      isBaseline,
      create: ({ params: values }: { readonly params: Readonly<Record<string, ParamValue>> }) =>
        createRun(typeof command === 'function' ? command(values) : command, options),
    })),
    ...(mustAgree ? {} : { validate: { mode: 'custom' as const, check: () => true } }),
  });
}

interface CommandOutput {
  readonly exitCode: number;
  /** SHA-256 of standard output. */
  readonly digest: string;
}

function createRun([program, ...args]: Command, { cwd, exitCodes = [0] }: CommandSuiteOptions): () => CommandOutput {
  return () => {
    const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: maxOutputBytes,
      windowsHide: true,
    });
    if (error) throw error;
    if (status === null || !exitCodes.includes(status)) {
      throw new Error(
        `expected ${program} to exit with ${exitCodes.join(' or ')}, got ${signal ?? status}: ${stderr.toString('utf8').trim().slice(-300)}`,
      );
    }
    return { exitCode: status, digest: createHash('sha256').update(stdout).digest('hex') };
  };
}

import { randomInt } from 'node:crypto';
import { benchError } from '../errors.ts';
import type { LoadSuite } from '../suite/load-suite.ts';
import { createRandom, shuffle } from '../stats/random.ts';
import type { LoadAnswer, SendRequest } from './open-loop.ts';

/** Something to send requests to. */
export interface LoadTarget {
  /** Id of its case. */
  readonly id: string;
  /** What its suite asks for. */
  readonly plan?: { readonly ratePerSecond: number; readonly durationMs: number; readonly warmupMs: number };
  open(): OpenTarget | Promise<OpenTarget>;
}

export interface OpenTarget {
  readonly send: SendRequest;
  close(): void | Promise<void>;
}

/** The load suites that a bench file exports by default. Throws `NSI_BENCH_FILE_EMPTY` when it has none. */
export async function findLoadSuites(url: string): Promise<readonly LoadSuite[]> {
  const { default: offered } = (await importFile(url)) as { readonly default?: unknown };
  const suites = (Array.isArray(offered) ? (offered as unknown[]) : [offered]).filter(isLoadSuite);
  if (suites.length > 0) return suites;
  throw benchError('NSI_BENCH_FILE_EMPTY', `expected ${url} to export a load suite, got none`, {
    hint: 'Export one: `export default suite.load(…)`.',
  });
}

/** A target for each variant of each suite, in random order: one may profit from what another left behind. */
export function targetsOf(suites: readonly LoadSuite[]): LoadTarget[] {
  const random = createRandom(randomInt(2 ** 31));
  return suites.flatMap(({ name, variants, ratePerSecond, durationMs, warmupMs }) =>
    shuffle([...variants], random).map((variant) => ({
      id: `${name}/${variant.name}`,
      plan: { ratePerSecond, durationMs, warmupMs },
      open: async () => {
        const { call, close } = await variant.open();
        return { send: () => answerOf(call), close: async () => close?.() };
      },
    })),
  );
}

async function answerOf(call: () => Promise<unknown>): Promise<LoadAnswer> {
  try {
    const body = await call();
    return { isOk: true, bytes: body instanceof Uint8Array ? body.byteLength : typeof body === 'string' ? body.length : 0 };
  } catch (error) {
    return {
      isOk: false,
      bytes: 0,
      reason: (error as NodeJS.ErrnoException | undefined)?.code ?? (error instanceof Error ? error.message : String(error)).slice(0, 100),
    };
  }
}

async function importFile(url: string): Promise<unknown> {
  try {
    return await import(url);
  } catch (cause) {
    throw benchError('NSI_BENCH_SETUP', `expected to import ${url}, got ${(cause as Error).message}`, { cause });
  }
}

function isLoadSuite(value: unknown): value is LoadSuite {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Partial<LoadSuite>).kind === 'load' &&
    Array.isArray((value as Partial<LoadSuite>).variants)
  );
}

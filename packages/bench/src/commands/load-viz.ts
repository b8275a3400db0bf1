import { benchError } from '../errors.ts';

export type Viz = typeof import('@nsi/viz');

/** Charts and reports, loaded when they are asked for. Rejects with `NSI_BENCH_VIZ_MISSING` when the package is not installed. */
export async function loadViz(): Promise<Viz> {
  try {
    return await import('@nsi/viz');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw benchError('NSI_BENCH_VIZ_MISSING', 'expected `@nsi/viz` to draw with, found none', { cause });
  }
}

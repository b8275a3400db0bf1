import type { BenchReport } from '@nsi/core/report';
import type { MethodOptions } from '../options.ts';
import { runFiles, type RunFilesOptions } from './run-files.ts';
import type { RunOptions } from './run-options.ts';
import { runSuites } from './run-suites.ts';
import type { SuiteReference } from './suite-reference.ts';

/** Runs with a method fixed beforehand. Disposing it ends what still runs; the reports of ended runs are partial. */
export interface Bench extends Disposable {
  runFiles(globs: string | readonly string[], options?: RunFilesOptions): Promise<BenchReport>;
  runSuites(references: readonly SuiteReference[], options?: RunOptions): Promise<BenchReport>;
}

export function createBench(method: MethodOptions, signal?: AbortSignal): Bench {
  const disposal = new AbortController();
  const bound = <Options extends RunOptions>(options: Options | undefined): Options & RunOptions => {
    const signals = [disposal.signal, ...(signal ? [signal] : []), ...(options?.signal ? [options.signal] : [])];
    return { ...(options as Options), method: { ...method, ...options?.method }, signal: AbortSignal.any(signals) };
  };
  return {
    runFiles: (globs, options) => runFiles(globs, bound(options)),
    runSuites: (references, options) => runSuites(references, bound(options)),
    [Symbol.dispose]: () => disposal.abort(),
  };
}

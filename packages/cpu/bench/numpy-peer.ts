import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** numpy in a process of its own, doing the expression of the bench with `out=`. */
export interface NumpyPeer extends Disposable {
  readonly version: string;
  /** Nanoseconds of CPU time of one pass over the arrays. */
  run(): Promise<number>;
  /** SHA-1 of the result. */
  digest(): Promise<string>;
}

/** Starts it over arrays of `length` elements; `undefined` where Python or numpy is missing. */
export async function startNumpy(kind: 'f4' | 'f8', length: number): Promise<NumpyPeer | undefined> {
  const script = new URL('numpy-fused.py', import.meta.url).pathname;
  const python = spawn('/usr/bin/python3', [script, kind, String(length)], { stdio: ['pipe', 'pipe', 'ignore'] });
  python.on('error', () => {});
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) return undefined;
  const ask = async (word: string): Promise<string> => {
    python.stdin.write(`${word}\n`);
    return (await lines.next()).value as string;
  };
  return {
    version: first.value,
    run: async () => Number(await ask('run')),
    digest: () => ask('digest'),
    [Symbol.dispose]: () => python.stdin.end(),
  };
}

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** numpy and OpenCV in a process of their own. */
export interface NativePeer extends Disposable {
  /** Versions of both. */
  readonly version: string;
  /** Milliseconds of every band in one pass. */
  time(name: string): Promise<readonly number[]>;
  /** What it makes of the first band. */
  result(name: string): Promise<Float64Array>;
}

/** Starts it over the files in `folder`; `undefined` where Python or a library is missing. */
export async function startNative(folder: string, side: number, bands: number): Promise<NativePeer | undefined> {
  const script = new URL('native-peer.py', import.meta.url).pathname;
  // A kernel chosen by the environment for other machines would slow numpy down.
  const { OPENBLAS_CORETYPE: _unset, ...env } = process.env;
  const python = spawn('/usr/bin/python3', [script, folder, String(side), String(bands)], { stdio: ['pipe', 'pipe', 'ignore'], env });
  python.on('error', () => {});
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) return undefined;
  const ask = async (question: string): Promise<string> => {
    python.stdin.write(`${question}\n`);
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`the native peer ended at ${question}`);
    return value;
  };
  return {
    version: first.value,
    time: async (name) => (await ask(`time ${name}`)).split(',').map((nanoseconds) => Number(nanoseconds) / 1e6),
    async result(name) {
      await ask(`result ${name}`);
      const bytes = readFileSync(`${folder}/result.f64`);
      return new Float64Array(Uint8Array.from(bytes).buffer);
    },
    [Symbol.dispose]: () => python.stdin.end(),
  };
}

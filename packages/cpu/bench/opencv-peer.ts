import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** OpenCV in a process of its own. */
export interface OpencvPeer extends Disposable {
  readonly version: string;
  /** Does one operation. */
  run(operation: string): Promise<{ readonly elapsedNs: number; readonly pixels: readonly number[] }>;
}

/** Starts it over an image of this size; `undefined` where Python or OpenCV is missing. */
export async function startOpencv(width: number, height: number, threads: number): Promise<OpencvPeer | undefined> {
  const script = new URL('opencv-lanes.py', import.meta.url).pathname;
  const python = spawn('/usr/bin/python3', [script, ...[width, height, threads].map(String)], { stdio: ['pipe', 'pipe', 'ignore'] });
  python.on('error', () => {});
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) return undefined;
  return {
    version: first.value,
    async run(operation) {
      python.stdin.write(`${operation}\n`);
      return JSON.parse((await lines.next()).value as string) as { elapsedNs: number; pixels: number[] };
    },
    [Symbol.dispose]: () => python.stdin.end(),
  };
}

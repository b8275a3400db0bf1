import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** c-blosc 1.21 from the system (Debian: libblosc-dev) behind a child process. */
export interface NativeBlosc extends Disposable {
  /** Reads the array and returns its packed size. */
  load(array: NodeJS.ArrayBufferView, width: number): Promise<number>;
  /** CPU nanoseconds of one compression. */
  compress(): Promise<number>;
  decompress(): Promise<number>;
  isRestored(): Promise<boolean>;
}

/** Compiles and starts the driver; `undefined` where there is no compiler or no library. */
export function openNativeBlosc(): NativeBlosc | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-blosc-'));
  const binary = join(folder, 'driver');
  try {
    execFileSync('gcc', ['-O2', '-o', binary, join(import.meta.dirname, 'blosc-driver.c'), '-lblosc'], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: string): Promise<number> => {
    child.stdin.write(`${command}\n`);
    return Number((await answers.next()).value);
  };
  return {
    load(array, width) {
      const file = join(folder, 'array.bin');
      writeFileSync(file, array);
      return ask(`load ${file} ${width} 1`);
    },
    compress: () => ask('c'),
    decompress: () => ask('d'),
    isRestored: async () => (await ask('check')) === 1,
    [Symbol.dispose]() {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}

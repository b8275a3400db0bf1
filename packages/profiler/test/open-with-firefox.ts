import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A profile that the Firefox Profiler's own reader has opened. Disposing it ends the reader. */
export interface OpenedProfile extends AsyncDisposable {
  /** What it answers to one of its commands, such as `thread samples`. */
  ask(...words: readonly string[]): Promise<unknown>;
}

const reader = createRequire(import.meta.url).resolve('@firefox-devtools/profiler-cli');

/** Opens a profile in Mozilla's `profiler-cli`, which is the front end's own code for files, without the front end. */
export async function openWithFirefox(text: string): Promise<OpenedProfile> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-firefox-'));
  const file = join(folder, 'profile.json');
  await writeFile(file, text);
  const run = async (...words: readonly string[]): Promise<string> => {
    const env = { ...process.env, PROFILER_CLI_SESSION_DIR: join(folder, 'sessions'), PROFILER_CLI_NO_SYMBOLICATE: '1', NO_COLOR: '1' };
    return (await promisify(execFile)(process.execPath, [reader, ...words], { env, maxBuffer: 2 ** 26 })).stdout;
  };
  const close = async (): Promise<void> => {
    await run('stop', '--all');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await run('load', file);
  } catch (error) {
    await close();
    throw error;
  }
  return { ask: async (...words) => JSON.parse(await run(...words, '--json')) as unknown, [Symbol.asyncDispose]: close };
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { explainSystemError } from './system-error.ts';
import { writeOutput } from './write-output.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-core-'));
afterAll(() => rmSync(folder, { recursive: true }));

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test('says where nothing is', () => {
  const path = join(folder, 'missing');

  expect(explainSystemError(errorOf(() => readFileSync(path)))).toMatchObject({
    code: 'NSI_CORE_COMMAND_SYSTEM',
    message: `expected something at ${path}, got nothing there (ENOENT, open)`,
  });
});

test('says that a folder is no file, and that a file is no folder', async () => {
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'file'), '');
  const [asFile, asFolder] = await Promise.allSettled([readFile(join(folder, 'sub')), readFile(join(folder, 'file', 'below'))]);

  expect(explainSystemError((asFile as PromiseRejectedResult).reason)).toMatchObject({ message: /^expected a file, got a folder/ });
  expect(explainSystemError((asFolder as PromiseRejectedResult).reason)).toMatchObject({
    message: /^expected a folder at .*below, got a file/,
  });
});

test('says why the work failed, not why cleaning up after it did', () => {
  const first = errorOf(() => readFileSync(join(folder, 'first')));
  const both = errorOf(() => {
    using _ = { [Symbol.dispose]: () => readFileSync(join(folder, 'second')) };
    throw first;
  });

  expect(both).toMatchObject({ name: 'SuppressedError' });
  expect(explainSystemError(both)).toMatchObject({ cause: first });
});

test('keeps the words of a code it does not know, and leaves other errors alone', () => {
  const odd = Object.assign(new Error('EWHAT: odd'), { code: 'EWHAT', syscall: 'open', errno: -1 });
  const plain = new TypeError('not of the system');

  expect(explainSystemError(odd)).toMatchObject({ code: 'NSI_CORE_COMMAND_SYSTEM', message: 'EWHAT: odd', cause: odd });
  expect(explainSystemError(plain)).toBe(plain);
});

test('an output that cannot be written is named, not the temporary file beside it', async () => {
  const file = join(folder, 'file');

  await expect(writeOutput(join(file, 'below.json'), '{}')).rejects.toMatchObject({ code: 'NSI_CORE_COMMAND_SYSTEM' });
  await expect(writeOutput(join(file, 'below.json'), '{}')).rejects.toThrow(`at ${join(file, 'below.json')}`);
});

test.runIf(process.platform === 'linux')('a folder that takes no new entries is refused, not asked for ever', async () => {
  await expect(writeOutput('/proc/no-such-folder/result.json', '{}')).rejects.toMatchObject({ code: 'NSI_CORE_COMMAND_SYSTEM' });
});

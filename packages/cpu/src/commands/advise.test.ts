import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { run } from './advise.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-advise-'));
afterAll(() => rmSync(folder, { recursive: true }));

const call = (...scripts: readonly string[]): ReturnType<typeof run> => run(commandCall(folder, { arguments: { scripts } }));

test('points to a line of TypeScript, with an excerpt and what can stand there', async () => {
  writeFileSync(
    join(folder, 'scale.ts'),
    [
      'const gain: number = 2;',
      'const frame: Float32Array = new Float32Array(10);',
      'for (let i = 0; i < frame.length; i++) frame[i] = frame[i]! * gain;',
    ].join('\n'),
  );

  const { data, text } = await call('scale.ts');

  expect(data).toMatchObject({
    files: [join(folder, 'scale.ts')],
    findings: [{ id: 'cpu-element-loop', where: [{ file: 'scale.ts', line: 3, column: 1 }] }],
  });
  expect(text).toContain('scale.ts:3');
  expect(text).toContain('kernel((frame, gain) => frame * gain)(frame, gain, frame)');
});

test('says so when there is nothing', async () => {
  writeFileSync(join(folder, 'plain.cjs'), 'module.exports = 08;');

  expect((await call('plain.cjs')).text).toMatch(/Nothing found/);
});

test('names a file that cannot be parsed, or is not there', async () => {
  writeFileSync(join(folder, 'broken.js'), 'for (;');

  expect(await codeOfAsync(call('broken.js'))).toBe('NSI_CPU_SCRIPT');
  expect(await codeOfAsync(call('missing.js'))).toBe('ENOENT');
});

test('reads TypeScript without a warning among the answers', async () => {
  writeFileSync(join(folder, 'quiet.ts'), 'export const gain: number = 2;\n');
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);

  await call('quiet.ts');
  // Warnings are told in the next turn.
  await new Promise((resolve) => setImmediate(resolve));

  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});

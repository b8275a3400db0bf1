import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { run as durability } from './durability.ts';
import { run as trace } from './trace.ts';

const folder = scratchFolder();
const variables = { PATH: process.env['PATH'] };

function program(source: string): readonly string[] {
  const file = join(folder, 'program.cjs');
  writeFileSync(file, source);
  return [process.execPath, file];
}

const noisy = `const fs = require('fs');
for (let index = 0; index < 200; index++) fs.appendFileSync('log', 'line\\n');`;

test('trace says where a program writes in small pieces, and what to call', async () => {
  const { text, data, exitCode } = await trace(commandCall(folder, { program: program(noisy), variables, frame: { json: true } }));

  expect(text).toMatch(/^The program ended with code 0 after \d+\.\d s: \d+ calls of node:fs in 1 process, 0 B read, 1000 B written\.\n/);
  expect(text).toContain(
    'medium  program.cjs:2 wrote 1000 B by 200 calls of `appendFileSync`, 5 bytes each, opening and closing the file every time.\n        try `createBufferedWriter` of @nsi/io',
  );
  expect(data).toMatchObject({
    kind: 'nsi.trace',
    schemaVersion: 1,
    exit: { code: 0, signal: null },
    processes: [{ threadId: 0, nodeVersion: process.version, writtenBytes: 1000 }],
    findings: [{ id: 'small-writes', certainty: 'certain', where: [{ file: 'program.cjs', line: 2 }], fix: { docs: 'guide/io' } }],
  });
  expect(exitCode).toBe(0);
});

test('trace exits with 3 for a finding that is severe enough, and with 1 when the program fails', async () => {
  const call = (source: string, failOn: string) =>
    trace(commandCall(folder, { program: program(source), variables, options: { failOn }, frame: { json: true } }));

  expect((await call(noisy, 'medium')).exitCode).toBe(3);
  expect((await call(noisy, 'high')).exitCode).toBe(0);
  expect(await call('process.exit(4)', 'note')).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('ended with code 4') as string,
  });
});

test('trace has nothing to say about a program that writes well, or is not of Node.js', async () => {
  const well = await trace(commandCall(folder, { program: program(''), variables, frame: { json: true } }));
  const other = await trace(commandCall(folder, { program: ['true'], variables, frame: { json: true } }));

  expect(well.text).toMatch(/Nothing stands out\.$/);
  expect(other.text).toMatch(/no Node\.js process of it could be observed\.$/);
});

test('durability shows the steps of each file, the worst first, and a verdict', async () => {
  program(`const fs = require('fs');
    const whole = fs.openSync('whole.tmp', 'w'); fs.writeSync(whole, 'abc'); fs.writeSync(whole, 'def'); fs.fsyncSync(whole); fs.closeSync(whole);
    fs.renameSync('whole.tmp', 'whole');
    const folder = fs.openSync('.', 'r'); fs.fsyncSync(folder); fs.closeSync(folder);
    fs.writeFileSync('plain', 'x');`);
  const { text, data, exitCode } = await durability(commandCall(folder, { arguments: { file: 'program.cjs' }, variables }));

  expect(text).toBe(
    [
      'plain',
      '  open       plain, new, emptied',
      '  write      1 B',
      '  may-be-torn: written in place and not synced: after a loss of power it may be empty, old in part or cut short',
      '',
      'whole',
      '  open       whole.tmp, new, emptied',
      '  write      6 B in 2 calls',
      '  fsync      whole.tmp',
      '  rename     whole.tmp to whole',
      `  fsync      the directory ${folder}`,
      '  survives: old content or new at every moment, and the new content survives a loss of power',
    ].join('\n'),
  );
  expect(data).toMatchObject({
    kind: 'nsi.durability',
    schemaVersion: 1,
    paths: [
      { path: join(folder, 'whole'), verdict: 'survives' },
      { path: join(folder, 'plain'), verdict: 'may-be-torn' },
    ],
  });
  expect(exitCode).toBe(0);
});

test('durability exits with 3 for less than is required, and with 1 when the program fails', async () => {
  const call = (source: string, required?: string) => {
    program(source);
    return durability(commandCall(folder, { arguments: { file: 'program.cjs' }, variables, options: { require: required } }));
  };

  expect((await call(`require('fs').writeFileSync('plain', 'x')`, 'old-or-new')).exitCode).toBe(3);
  expect(await call('', 'survives')).toMatchObject({ exitCode: 0, text: 'The program wrote no file that is still there.' });
  expect((await call('process.exit(2)', 'survives')).exitCode).toBe(1);
});

test('both ask for a program', async () => {
  expect(await codeOfAsync(trace(commandCall(folder, {})))).toBe('NSI_CORE_COMMAND_USAGE');
  expect(await codeOfAsync(durability(commandCall(folder, {})))).toBe('NSI_IO_TRACE_COMMAND');
});

test('durability asks for a script that is there', async () => {
  const call = (file: string): unknown => durability(commandCall(folder, { arguments: { file } }));

  expect(await codeOfAsync(() => call('missing.cjs'))).toBe('ENOENT');
  expect(await codeOfAsync(() => call('.'))).toBe('NSI_IO_TRACE_COMMAND');
});

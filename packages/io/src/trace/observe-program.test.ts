import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { findTraceProblems } from './find-trace-problems.ts';
import { observeProgram, type ObservedProgram, type ObserveProgramOptions } from './observe-program.ts';
import { pathDurabilities, type PathDurability } from './path-durability.ts';

const root = scratchFolder();

interface Traced extends ObservedProgram {
  readonly cwd: string;
  readonly findings: ReturnType<typeof findTraceProblems>;
}

async function trace(source: string, name = 'app.cjs', options: Partial<ObserveProgramOptions> = {}): Promise<Traced> {
  const cwd = mkdtempSync(join(root, 'a "program" '));
  writeFileSync(join(cwd, name), source);
  const observed = await observeProgram({
    command: process.execPath,
    args: [join(cwd, name)],
    cwd,
    variables: { PATH: process.env['PATH'] },
    stdio: 'ignore',
    signal: new AbortController().signal,
    ...options,
  });
  return { ...observed, cwd, findings: findTraceProblems(observed.observations, cwd) };
}

const idsOf = ({ findings }: Traced): readonly string[] =>
  findings.map(({ id, where }) => `${id} ${where?.[0]?.file}:${where?.[0]?.line}`).toSorted();

const small = 'for (let index = 0; index < 300; index++)';

test.each([
  ['app.cjs', `const fs = require('fs');\nconst file = fs.openSync('x', 'w');\n${small} fs.writeSync(file, 'line');`],
  ['app.mjs', `import { openSync, writeSync } from 'node:fs';\nconst file = openSync('x', 'w');\n${small} writeSync(file, 'line');`],
  [
    'app.ts',
    `import { openSync, writeSync } from 'node:fs';\nconst file: number = openSync('x', 'w');\n${small} writeSync(file, 'line' as string);`,
  ],
  ['promises.mjs', `import { open } from 'node:fs/promises';\nconst file = await open('x', 'w');\n${small} await file.write('line');`],
  [
    'callbacks.cjs',
    `const { open, write } = require('node:fs');\nopen('x', 'w', (_, file) => { let left = 300;\nconst next = () => left-- > 0 && write(file, 'line', next); next(); });`,
  ],
  [
    'stream.mjs',
    `import { createWriteStream } from 'node:fs';\nconst stream = createWriteStream('x');\n${small} await new Promise((done) => stream.write('line', done));`,
  ],
  ['append.mjs', `import { appendFile } from 'node:fs/promises';\n\n${small} await appendFile('x', 'line');`],
])('finds small writes at their line: %s', async (name, source) => {
  const traced = await trace(source, name);

  // What a stream writes as soon as it is open counts where the stream was made.
  const calls = name === 'stream.mjs' ? 299 : 300;
  expect(traced.exit.code).toBe(0);
  expect(traced.findings.filter(({ id }) => id === 'small-writes')).toMatchObject([
    {
      where: [{ file: name, line: 3 }],
      evidence: [
        { label: 'calls', value: calls },
        { label: 'bytes', value: calls * 4 },
        { label: 'mean', value: 4 },
      ],
      fix: { package: '@nsi/io', function: 'createBufferedWriter' },
    },
  ]);
});

test('finds whole reads of large files, and many small ones', async () => {
  const traced = await trace(
    `import fs, { readFileSync } from 'node:fs';
    import { readFile } from 'node:fs/promises';
    fs.writeFileSync('large', Buffer.alloc(17 * 2 ** 20));
    await readFile('large');
    await new Promise((done) => fs.readFile('large', done));
    readFileSync('large', 'latin1');
    for (let index = 0; index < 250; index++) await readFile('app.mjs');`,
    'app.mjs',
  );

  expect(idsOf(traced).filter((id) => /read/.test(id))).toEqual([
    'many-reads app.mjs:7',
    'unbounded-read app.mjs:4',
    'unbounded-read app.mjs:5',
    'unbounded-read app.mjs:6',
  ]);
});

test('finds calls that block the event loop, but not those of loading and starting', async () => {
  const traced = await trace(
    `const { statSync, readFileSync } = require('node:fs');
    for (let index = 0; index < 50; index++) statSync(__filename);
    setTimeout(() => {
      for (let index = 0; index < 50; index++) readFileSync(__filename);
    }, 5);`,
  );

  expect(idsOf(traced)).toEqual(['blocking-call app.cjs:4']);
  expect(traced.findings[0]).toMatchObject({
    certainty: 'likely',
    fix: { function: 'readMany' },
    evidence: [{ value: 50 }, { unit: 'ns' }, {}],
  });
});

test('finds a rename without a sync, and none where there is one', async () => {
  const traced = await trace(
    `import { writeFileSync, renameSync, openSync, writeSync, fsyncSync, closeSync } from 'node:fs';
    import { open, rename, writeFile } from 'node:fs/promises';
    writeFileSync('a.tmp', 'x');
    renameSync('a.tmp', 'a');
    await writeFile('b.tmp', 'x');
    await rename('b.tmp', 'b');
    await writeFile('c.tmp', 'x', { flush: true });
    await rename('c.tmp', 'c');
    const d = openSync('d.tmp', 'w'); writeSync(d, 'x'); fsyncSync(d); closeSync(d);
    renameSync('d.tmp', 'd');
    const e = await open('e.tmp', 'w'); await e.write('x'); await e.datasync(); await e.close();
    await rename('e.tmp', 'e');
    const f = openSync('f.tmp', 'as'); writeSync(f, 'x'); closeSync(f);
    renameSync('f.tmp', 'f');
    renameSync('f', 'g');`,
    'app.mjs',
  );

  const renames = idsOf(traced).filter((id) => id.startsWith('rename'));
  expect(renames).toEqual(['rename-without-sync app.mjs:4', 'rename-without-sync app.mjs:6']);
});

test('names the library that calls and who called it', async () => {
  const cwd = mkdtempSync(join(root, 'library'));
  mkdirSync(join(cwd, 'node_modules', 'noisy'), { recursive: true });
  writeFileSync(
    join(cwd, 'node_modules', 'noisy', 'index.js'),
    `const fs = require('fs');\nmodule.exports = (text) => fs.appendFileSync('log', text);`,
  );
  writeFileSync(join(cwd, 'app.cjs'), `const noisy = require('noisy');\n\nfor (let index = 0; index < 200; index++) noisy('x');`);
  const observed = await trace('', 'other.cjs', { args: [join(cwd, 'app.cjs')], cwd });
  const [finding] = findTraceProblems(observed.observations, cwd);

  expect(finding?.where).toMatchObject([
    { file: join('node_modules', 'noisy', 'index.js'), line: 2 },
    { file: 'app.cjs', line: 3 },
  ]);
  expect(finding?.message).toContain(`${join('node_modules', 'noisy', 'index.js')}:2 from app.cjs:3`);
});

test('threads and child processes are observed, each by itself', async () => {
  const traced = await trace(`
    const { Worker } = require('node:worker_threads');
    const { spawnSync } = require('node:child_process');
    new Worker('require("fs").writeFileSync("thread", "x")', { eval: true });
    spawnSync(process.execPath, ['-e', 'require("fs").writeFileSync("child", "x")']);`);

  expect(traced.observations).toHaveLength(3);
  expect(
    traced.observations.flatMap(({ steps }) => steps.map(({ call, path }) => `${call} ${path.split(/[\\/]/).at(-1)}`)).toSorted(),
  ).toEqual(['open child', 'open thread', 'write child', 'write thread']);
});

test('what starts a program is not blamed for it', async () => {
  const traced = await trace(`const fs = require('fs');\n${small} fs.appendFileSync('x', 'line');`, 'npm-cli.js');

  expect(traced.observations).toHaveLength(1);
  expect(traced.findings).toEqual([]);
});

test('leaves output, exit code, errors, options and the functions themselves as they are', () => {
  const source = `
    const fs = require('node:fs');
    const { promisify } = require('node:util');
    const { prepareStackTrace, stackTraceLimit } = Error;
    const errors = [];
    try { fs.readFileSync('missing'); } catch (error) { errors.push(error.code, error.stack.split('\\n')[0]); }
    fs.readFile('missing', (error) => {
      errors.push(error.code);
      fs.promises.readFile('missing').catch(async (error) => {
        errors.push(error.code, fs.open.name, fs.open.length, fs.realpath.native.name, fs.existsSync('missing'));
        errors.push(Object.keys(await promisify(fs.write)(fs.openSync('y', 'w'), 'abc')));
        errors.push(Error.prepareStackTrace === prepareStackTrace, Error.stackTraceLimit === stackTraceLimit);
        fs.writeSync(1, JSON.stringify(errors));
        process.exitCode = 7;
      });
    });`;
  const cwd = mkdtempSync(join(root, 'plain'));
  writeFileSync(join(cwd, 'app.cjs'), source);
  const runs = ['', `--require ${JSON.stringify(join(import.meta.dirname, 'collector.ts'))}`].map((options) =>
    spawnSync(process.execPath, [join(cwd, 'app.cjs')], {
      cwd,
      encoding: 'utf8',
      env: { NODE_OPTIONS: options, _NSI_TRACE_FOLDER: mkdtempSync(join(root, 'out')) },
    }),
  );

  expect(runs[1]).toMatchObject({ stdout: runs[0]?.stdout, stderr: '', status: 7 });
  expect(runs[0]?.stdout).toContain('ENOENT');
});

test('a program that is killed, or writes nonsense where the collector writes, does no harm', async () => {
  const nonsense = await trace(`
    const fs = require('node:fs');
    fs.writeFileSync(process.env._NSI_TRACE_FOLDER + '/1-0.json', '{"calls":[]}');
    fs.writeFileSync(process.env._NSI_TRACE_FOLDER + '/2-0.json', 'not json');
    fs.writeFileSync('x', 'x');`);
  const killed = await trace(`process.kill(process.pid, 'SIGKILL')`);

  expect(nonsense.observations).toHaveLength(1);
  expect(killed.exit).toEqual({ code: null, signal: 'SIGKILL' });
  expect(killed.observations).toHaveLength(1);
});

test('ends the program when aborted, and leaves no folder behind', async () => {
  const before = new Set(readdirSync(tmpdir()));
  const controller = new AbortController();
  controller.abort();
  const traced = await trace('setInterval(() => {}, 1000)', 'app.cjs', { signal: controller.signal });

  expect(traced.exit.signal).toBe('SIGTERM');
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('nsi-trace-') && !before.has(name))).toEqual([]);
});

test('names a program that cannot be started', async () => {
  expect(await codeOfAsync(trace('', 'app.cjs', { command: 'no-such-program-anywhere' }))).toBe('NSI_IO_TRACE_COMMAND');
});

async function verdicts(
  source: string,
  name = 'app.mjs',
  variables: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const { observations, cwd, exit } = await trace(source, name, { variables: { PATH: process.env['PATH'], ...variables } });
  expect(exit.code).toBe(0);
  const found: readonly PathDurability[] = observations.flatMap(pathDurabilities);
  return Object.fromEntries(found.map(({ path, verdict }) => [path.slice(cwd.length + 1), verdict]));
}

test('tells what each way of writing is worth when the power fails', async () => {
  const source = `
    import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
    import { open, writeFile } from 'node:fs/promises';
    const syncDirectory = () => { const d = openSync('.', 'r'); fsyncSync(d); closeSync(d); };
    const put = (path, sync) => { const f = openSync(path, 'w'); writeSync(f, 'x'); if (sync) fsyncSync(f); closeSync(f); };
    put('whole.tmp', true); renameSync('whole.tmp', 'whole'); syncDirectory();
    put('unnamed.tmp', true); renameSync('unnamed.tmp', 'unnamed');
    put('torn.tmp', false); renameSync('torn.tmp', 'torn'); 
    writeFileSync('plain', 'x');
    await writeFile('flushed', 'x', { flush: true });
    copyFileSync('plain', 'copied');
    put('gone', true); unlinkSync('gone');
    const log = await open('log', 'a'); await log.appendFile('x'); await log.close();`;
  const over = `
    import { writeFileSync } from 'node:fs';
    writeFileSync('whole', 'x');
    writeFileSync('over', 'x', { flush: true });`;

  expect(await verdicts(source)).toEqual({
    whole: 'survives',
    unnamed: 'old-or-new',
    torn: 'may-be-torn',
    plain: 'may-be-torn',
    flushed: 'may-be-lost',
    copied: 'may-be-torn',
    log: 'may-be-lost',
  });
  const cwd = mkdtempSync(join(root, 'over'));
  writeFileSync(join(cwd, 'whole'), 'old');
  writeFileSync(join(cwd, 'over'), 'old');
  writeFileSync(join(cwd, 'app.mjs'), over);
  const { observations } = await trace('', 'other.cjs', { args: [join(cwd, 'app.mjs')], cwd });
  expect(observations.flatMap(pathDurabilities).map(({ verdict }) => verdict)).toEqual(['may-be-torn', 'in-place']);
});

test('says of the writers of this package what they promise', async () => {
  const from = (file: string): string => JSON.stringify(join(import.meta.dirname, '..', file));
  const found = await verdicts(
    `import { writeAtomic } from ${from('write/write-atomic.ts')};
    import { createBufferedWriter } from ${from('write/buffered-writer.ts')};
    import { createAppendLog } from ${from('append-log/append-log.ts')};
    await writeAtomic('full', 'x');
    await writeAtomic('file', 'x', { durability: 'file' });
    await writeAtomic('none', 'x', { durability: 'none' });
    { await using writer = await createBufferedWriter('synced', { sync: 'flush' }); void writer.write('x'); }
    { await using writer = await createBufferedWriter('written'); void writer.write('x'); }
    { await using log = await createAppendLog('log'); await log.append('x'); }`,
    'app.ts',
    { NODE_OPTIONS: '--conditions=@nsi/source' },
  );

  // A later sync of the same directory, by the same code, covers what was renamed before it.
  expect(found).toMatchObject({ full: 'survives', none: 'may-be-torn', synced: 'survives', written: 'may-be-torn', log: 'survives' });
});

test('write-file-atomic syncs no directory', async () => {
  const library = join(import.meta.dirname, '../../node_modules/write-file-atomic/lib/index.js');
  const found = await verdicts(
    `const write = require(${JSON.stringify(library)}); write.sync('sync', 'x'); write('async', 'x', () => {});`,
    'app.cjs',
  );

  expect(found).toEqual({ sync: 'old-or-new', async: 'old-or-new' });
});

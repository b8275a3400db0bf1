import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSourceFiles } from '../source/source-files.ts';
import { createAwaitingPlaces } from './awaiting-place.ts';

async function folderOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-awaiting-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    }),
  );
}

const client = `export class Client {
  call(method) {
    return this.#send({ method });
  }
  #send(message) {
    return new Promise((resolve) => {
      this.socket.write(JSON.stringify(message), resolve);
    });
  }
}
`;

test('what a client begins is awaited by who calls it: in a loop before elsewhere', async () => {
  const [client_ = '', main = ''] = await folderOf({
    'client.mjs': client,
    'main.mjs':
      "await client.call('hello');\nasync function load(id) {\n  return (await client.call(id)).rows;\n}\nfor (const id of ids) await load(id);\n",
  });
  const awaitingPlace = createAwaitingPlaces(createSourceFiles(), [client_, main]);

  expect(awaitingPlace({ file: client_, line: 7, column: 19 })).toMatchObject({ file: main, line: 3, function: 'load' });
});

test('a function that awaits what it began is the place itself, and so is one that nobody awaits', async () => {
  const [own = '', unawaited = ''] = await folderOf({
    'own.mjs':
      "async function load(id) {\n  socket.write(id);\n  return once(socket, 'data');\n}\nasync function ask(id) {\n  socket.write(id);\n  await once(socket, 'data');\n}\nfor (const id of ids) await ask(id);\n",
    'unawaited.mjs': 'function send(id) {\n  socket.write(id);\n}\n',
  });
  const awaitingPlace = createAwaitingPlaces(createSourceFiles(), [own, unawaited]);

  expect(awaitingPlace({ file: own, line: 6, column: 10 })).toMatchObject({ file: own, line: 6 });
  expect(awaitingPlace({ file: unawaited, line: 2, column: 10 })).toMatchObject({ file: unawaited, line: 2 });
});

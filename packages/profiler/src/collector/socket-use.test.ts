import { once } from 'node:events';
import { createServer, Server } from 'node:net';
import { expect, test } from 'vitest';
import { onSocketUse } from './socket-use.ts';

const descriptorOf = (): PropertyDescriptor | undefined => Object.getOwnPropertyDescriptor(Server.prototype, 'listen');

test('sockets are followed once, from when a server listens, whose errors keep their stack', async () => {
  const before = descriptorOf();
  const calls: string[] = [];
  const stop = onSocketUse(() => {
    calls.push('follow');
    return () => calls.push('stop');
  });

  const server = createServer();
  expect(() => server.listen(70_000)).toThrow(expect.objectContaining({ stack: expect.not.stringContaining('socket-use.ts') as string }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  server.close();
  stop();

  expect(calls).toEqual(['follow', 'stop']);
  expect(descriptorOf()).toEqual(before);
});

test('a method that a program puts in its place stays there', () => {
  const before = descriptorOf() as PropertyDescriptor;
  const stop = onSocketUse(() => () => undefined);
  const own = (): Server => createServer();

  const server = Object.assign(createServer(), { listen: own });
  Server.prototype.listen = own;
  stop();

  expect(server.listen).toBe(own);
  expect(Server.prototype.listen).toBe(own);
  Object.defineProperty(Server.prototype, 'listen', before);
});

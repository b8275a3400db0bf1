// Right answer: sync-fs-hot
// Takes small uploads for several tenants and turns them away when a tenant has no room left.
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Locker } from './locker.mjs';
import { dropAll } from './client.mjs';

const root = mkdtempSync(path.join(tmpdir(), 'drop-'));
const lockers = new Map(['oak', 'elm', 'ash'].map((tenant) => [tenant, new Locker(path.join(root, tenant), { limit: 400_000 })]));

const server = createServer(async (request, response) => {
  const [, tenant, name] = request.url.split('/');
  const locker = lockers.get(tenant);
  if (!locker || !/^[\w-]+$/.test(name)) return response.writeHead(404).end();
  const body = Buffer.concat(await request.toArray());
  if (!locker.hasRoomFor(body.length)) return response.writeHead(507).end();
  await locker.put(name, body);
  return response.writeHead(201).end();
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const statuses = await dropAll(server.address().port, [...lockers.keys()], 1_700);
console.log(statuses);
server.close();
rmSync(root, { recursive: true });

/** A day of the service in short: it starts, is visited, and ends. Arguments: slow or fixed, visits (default 1000), folder (default frames). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { frameIn, type Frame } from './frame.ts';

const [which = 'slow', visits = '1000', folder = 'frames'] = process.argv.slice(2);
const { createService } = (await import(`./${which}-service.ts`)) as { readonly createService: (frame: Frame) => RequestListener };
const server = createServer(createService(frameIn(folder))).listen(0, '127.0.0.1');
await once(server, 'listening');
const visitor = spawn(
  process.execPath,
  [fileURLToPath(new URL('visitor.ts', import.meta.url)), String((server.address() as AddressInfo).port), visits],
  // Visitors are not part of the service: what profiles it does not see them.
  { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '' } },
);
const [code] = (await once(visitor, 'close')) as [number | null];
server.close();
server.closeAllConnections();
process.exitCode = code ?? 1;

/** A day of the service in short: it starts, is visited, and ends. Arguments: slow or fixed, visits (default 500). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storeFrame, type Frame } from './frame.ts';

const [which = 'slow', visits = '500'] = process.argv.slice(2);
const { createService } = (await import(`./${which}-service.ts`)) as { readonly createService: (frame: Frame) => RequestListener };
const folder = mkdtempSync(join(tmpdir(), 'image-service-'));
try {
  const server = createServer(createService(storeFrame(folder, 'img-nagasaki-boats'))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const visitor = spawn(
    process.execPath,
    [fileURLToPath(new URL('visitor.ts', import.meta.url)), String((server.address() as AddressInfo).port), visits],
    // Visitors are not part of the service: what profiles it does not see them.
    { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  await once(visitor, 'close');
  server.close();
  server.closeAllConnections();
} finally {
  rmSync(folder, { recursive: true });
}

// Right answer: uncompressed-body
// A magazine's site; readers on a thin line leaf through its issues.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { openSite } from './site.ts';

if (process.argv[2] === 'reader') {
  const { leafThrough } = await import('./reader.ts');
  process.send?.(await leafThrough(Number(process.argv[3])));
  process.disconnect();
} else {
  const site = openSite();
  await once(site.listen(0, '127.0.0.1'), 'listening');
  const { port } = site.address() as AddressInfo;
  const reader = fork(import.meta.filename, ['reader', String(port)]);
  const [summary] = await once(reader, 'message');
  await once(reader, 'exit');
  console.log(JSON.stringify(summary));
  site.close();
  site.closeAllConnections();
}

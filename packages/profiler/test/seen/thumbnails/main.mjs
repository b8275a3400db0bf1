// Right answer: loop-blocked, cpu-bound-fn
// A service that makes small pictures of large ones, and answers health checks meanwhile.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { shrink } from './shrink.mjs';

const server = createServer((request, response) => {
  if (request.url === '/health') {
    response.end('ok');
    return;
  }
  const size = Number(new URL(request.url, 'http://localhost').searchParams.get('size'));
  response.setHeader('content-type', 'image/x-portable-graymap').end(shrink(2000, size));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

let checks = 0;
for (const size of [100, 160, 200, 320]) {
  const picture = fetch(`${origin}/picture?size=${size}`).then((response) => response.arrayBuffer());
  for (let turn = 0; turn < 4; turn++) {
    await wait(40);
    checks += (await (await fetch(`${origin}/health`)).text()).length;
  }
  await picture;
}
console.log(checks);
server.close();
server.closeAllConnections();

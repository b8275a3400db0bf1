import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const sink = createServer((socket) => socket.resume());
await once(sink.listen(0, '127.0.0.1'), 'listening');

const socket = connect({ port: sink.address().port, host: '127.0.0.1', noDelay: true });
await once(socket, 'connect');

function send(metrics) {
  socket.write(metrics.map(({ name, value, at }) => `${name} ${value} ${at}\n`).join(''));
}

const names = Array.from({ length: 100 }, (_, index) => `host.web-${index}.cpu.load`);
for (let at = 0; at < 250; at++) {
  send(names.map((name, index) => ({ name, value: (index * at) % 100, at })));
  if (socket.writableNeedDrain) await once(socket, 'drain');
  else await new Promise(setImmediate);
}
socket.end();
await once(socket, 'close');
sink.close();
process.stdout.write('sent\n');

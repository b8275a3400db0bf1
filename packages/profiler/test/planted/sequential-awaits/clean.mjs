import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const server = createServer((socket) => socket.on('data', (data) => setTimeout(() => socket.write(data), 4)));
await once(server.listen(0, '127.0.0.1'), 'listening');
const sockets = Array.from({ length: 8 }, () => connect(server.address().port, '127.0.0.1'));
await Promise.all(sockets.map((socket) => once(socket, 'connect')));

async function load(socket, id) {
  socket.write(`get ${id}\n`);
  const [answer] = await once(socket, 'data');
  return answer;
}

let count = 0;
for (let id = 0; id < 240; id += 8) {
  const answers = await Promise.all(sockets.map((socket, index) => load(socket, id + index)));
  count += answers.length;
}
for (const socket of sockets) socket.destroy();
server.close();
process.stdout.write(`${count}\n`);

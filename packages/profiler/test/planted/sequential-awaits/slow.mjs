import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const server = createServer((socket) => socket.on('data', (data) => setTimeout(() => socket.write(data), 4)));
await once(server.listen(0, '127.0.0.1'), 'listening');
const socket = connect(server.address().port, '127.0.0.1');
await once(socket, 'connect');

async function load(id) {
  socket.write(`get ${id}\n`); // <- slow
  const [answer] = await once(socket, 'data');
  return answer;
}

let count = 0;
for (let id = 0; id < 120; id++) count += (await load(id)).length;
socket.destroy();
server.close();
process.stdout.write(`${count > 0}\n`);

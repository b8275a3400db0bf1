// Right answer: nodelay-small
// Sends every quote to all who subscribed.
import { once } from 'node:events';
import net from 'node:net';

const subscribers = new Set();
const server = net.createServer((socket) => {
  subscribers.add(socket);
  socket.on('close', () => subscribers.delete(socket));
});
await once(server.listen(0, '127.0.0.1'), 'listening');

function publish(quote) {
  for (const socket of subscribers) {
    for (const [name, value] of Object.entries(quote)) {
      socket.write(`${name}=${value};`); // <- slow
    }
    socket.write('\n');
  }
}

let received = 0;
const clients = Array.from({ length: 3 }, () => net.connect(server.address().port, '127.0.0.1'));
for (const client of clients) client.on('data', (data) => (received += data.length));
await Promise.all(clients.map((client) => once(client, 'connect')));
await new Promise((resolve) => setTimeout(resolve, 20));

for (let tick = 0; tick < 2500; tick++) {
  publish({ symbol: `S${tick % 30}`, bid: tick * 1.1, ask: tick * 1.2, size: tick % 100, venue: 'X', at: tick, flags: 'none', seq: tick });
  if (tick % 5 === 0) await new Promise(setImmediate);
}
await new Promise((resolve) => setTimeout(resolve, 50));
for (const client of clients) client.destroy();
server.close();
console.log(received > 0);

// Right answer: clean
// Sends quotes to subscribers, a line each.
import { once } from 'node:events';
import net from 'node:net';

const subscribers = new Set();
const server = net.createServer((socket) => subscribers.add(socket));
await once(server.listen(0, '127.0.0.1'), 'listening');

function publish(quotes) {
  const text = quotes.map((quote) => `${Object.values(quote).join(';')}\n`).join('');
  for (const socket of subscribers) socket.write(text);
}

const client = net.connect(server.address().port, '127.0.0.1');
let received = 0;
client.on('data', (data) => (received += data.length));
await once(client, 'connect');
for (let tick = 0; tick < 600; tick++) {
  publish(Array.from({ length: 20 }, (_, index) => ({ symbol: `S${index}`, bid: tick * 1.1, ask: tick * 1.2 })));
  await new Promise(setImmediate);
}
client.destroy();
server.close();
for (const socket of subscribers) socket.destroy();
console.log(received > 0);

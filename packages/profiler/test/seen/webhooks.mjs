// Right answer: new-connections
// Delivers events to a subscriber, a few at a time.
import { once } from 'node:events';
import http from 'node:http';

const subscriber = http.createServer((request, response) => {
  request.resume().on('end', () => setTimeout(() => response.writeHead(202).end(), 3));
});
await once(subscriber.listen(0, '127.0.0.1'), 'listening');
const { port } = subscriber.address();

async function deliver(event) {
  const body = JSON.stringify(event);
  const options = { host: '127.0.0.1', port, method: 'POST', path: '/events', agent: new http.Agent() };
  const request = http.request({ ...options, headers: { 'content-type': 'application/json' } }); // <- slow
  request.end(body);
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}

const events = Array.from({ length: 240 }, (_, id) => ({ id, type: id % 2 ? 'paid' : 'shipped' }));
let delivered = 0;
await Promise.all(
  Array.from({ length: 5 }, async () => {
    for (let event = events.pop(); event; event = events.pop()) if ((await deliver(event)) === 202) delivered++;
  }),
);
console.log(delivered);
subscriber.close();

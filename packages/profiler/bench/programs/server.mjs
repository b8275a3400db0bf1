import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';

const server = createServer((request, response) => response.end(JSON.stringify({ url: request.url, at: 1 })));
await once(server.listen(0, '127.0.0.1'), 'listening');
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const { port } = server.address();

function ask(id) {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: `/${id}`, agent }, (response) => response.on('data', () => {}).on('end', resolve)).on(
      'error',
      reject,
    );
  });
}

for (let round = 0; round < 900; round++) await Promise.all(Array.from({ length: 16 }, (_, id) => ask(id)));
agent.destroy();
server.close();

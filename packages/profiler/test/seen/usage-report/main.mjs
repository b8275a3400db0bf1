// Right answer: loop-blocked, cpu-bound-fn
// An API with measurements of machines: takes new ones, and answers how each of them compares with the others.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ranking } from './ranking.mjs';
import { measurements } from './measurements.mjs';

const known = measurements(4_500);
const json = (response, value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));

const routes = {
  '/health': (response) => json(response, { ok: true, known: known.length }),
  '/ranking': (response) => json(response, ranking(known).slice(0, 5)),
};

const server = createServer((request, response) => {
  const route = routes[request.url?.split('?')[0]];
  if (route) route(response);
  else response.writeHead(404).end();
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const child = fork(fileURLToPath(new URL('visitor.mjs', import.meta.url)), [String(server.address().port)]);
const [{ answers, best }] = await once(child, 'message');
console.log(answers, 'answers, best', best);
await once(child, 'exit');
server.close();
server.closeAllConnections();

'use strict';
const net = require('node:net');
const { once } = require('node:events');
const { createInterface } = require('node:readline');

/** A service that looks into its books for a few milliseconds before it answers. */
async function startFleet({ trucks, delayMs }) {
  const methods = {
    trucks: () => ({ ids: Array.from({ length: trucks }, (_, n) => n + 1) }),
    trips: ({ truck }) => ({ driver: truck % 30, legs: Array.from({ length: 1 + (truck % 4) }, (_, n) => 90 + ((truck * 13 + n) % 120)) }),
  };
  const server = net.createServer((socket) => {
    createInterface({ input: socket }).on('line', (line) => {
      const { id, method, params } = JSON.parse(line);
      const answer = methods[method] ? { id, result: methods[method](params) } : { id, error: { message: `no method ${method}` } };
      setTimeout(() => socket.write(`${JSON.stringify(answer)}\n`), delayMs);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: server.address().port, close: () => server.close() };
}

module.exports = { startFleet };

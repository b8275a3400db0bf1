'use strict';
const http = require('node:http');
const { once } = require('node:events');

exports.startSubscriber = async function startSubscriber() {
  const server = http.createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      const { id, attempt } = JSON.parse(text);
      response.writeHead(id % 50 === 0 && attempt === 1 ? 503 : 204).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
};

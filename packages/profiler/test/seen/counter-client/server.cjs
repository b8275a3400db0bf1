'use strict';
const net = require('node:net');
const { once } = require('node:events');

const commands = {
  GET: (store, key) => store.get(key) ?? 0,
  SET: (store, key, value) => store.set(key, value) && 'OK',
  INCRBY(store, key, by) {
    const value = Number(store.get(key) ?? 0) + Number(by);
    store.set(key, value);
    return value;
  },
};

function serve(socket, store) {
  let rest = '';
  let parts = [];
  let expected = 0;
  socket.setEncoding('utf8');
  socket.on('data', (text) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop() ?? '';
    let answers = '';
    for (const line of lines) {
      if (line.startsWith('*')) expected = Number(line.slice(1));
      else if (!line.startsWith('$')) parts.push(line);
      if (expected === 0 || parts.length < expected) continue;
      const [name, ...values] = parts;
      answers += `+${commands[name](store, ...values)}\r\n`;
      parts = [];
      expected = 0;
    }
    if (answers !== '') socket.write(answers);
  });
}

exports.startServer = async function startServer() {
  const store = new Map();
  const server = net.createServer({ noDelay: true }, (socket) => serve(socket, store));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: server.address().port, close: () => server.close() };
};

'use strict';
const net = require('node:net');
const { once } = require('node:events');
const { readFrames, frame } = require('./frames.cjs');

/** A server that hands every message on to the others in its room. */
exports.startRelay = async function startRelay() {
  const rooms = new Map();

  function leave(socket, name) {
    const room = rooms.get(name);
    room?.delete(socket);
    if (room?.size === 0) rooms.delete(name);
  }

  function handle(socket, session, message) {
    if (message.kind === 'join') {
      session.room = message.room;
      const room = rooms.get(message.room);
      if (room) room.add(socket);
      else rooms.set(message.room, new Set([socket]));
      return;
    }
    const bytes = frame({ kind: 'said', by: message.by, text: message.text });
    for (const other of rooms.get(session.room) ?? []) if (other !== socket) other.write(bytes);
  }

  const server = net.createServer({ noDelay: true }, (socket) => {
    const session = { room: undefined };
    readFrames(socket, (message) => handle(socket, session, message));
    socket.on('close', () => leave(socket, session.room));
    socket.on('error', () => socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: server.address().port, close: () => server.close() };
};

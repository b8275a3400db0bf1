'use strict';
const net = require('node:net');
const { once } = require('node:events');
const { frame, readFrames } = require('./frames.cjs');

class Member {
  heard = 0;

  constructor(socket, name) {
    this.socket = socket;
    this.name = name;
    readFrames(socket, ({ by }) => {
      if (by !== name) this.heard++;
    });
  }

  static async join(port, name, room) {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    const member = new Member(socket, name);
    socket.write(frame({ kind: 'join', room, by: name }));
    return member;
  }

  say(text) {
    this.socket.write(frame({ kind: 'say', by: this.name, text }));
  }

  leave() {
    this.socket.end();
  }
}

module.exports = { Member };

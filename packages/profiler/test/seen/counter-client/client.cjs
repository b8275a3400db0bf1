'use strict';
const net = require('node:net');
const { once } = require('node:events');

class KeyValueClient {
  #socket;
  #waiting = [];
  #answered = 0;
  #rest = '';

  constructor(socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text) => this.#read(text));
  }

  static async connect(port, { host = '127.0.0.1', noDelay = true } = {}) {
    const socket = net.connect({ port, host, noDelay });
    await once(socket, 'connect');
    return new KeyValueClient(socket);
  }

  command(...parts) {
    const { promise, resolve } = Promise.withResolvers();
    this.#waiting.push(resolve);
    this.#send(`*${parts.length}`);
    for (const part of parts) {
      this.#send(`$${Buffer.byteLength(part)}`);
      this.#send(part);
    }
    return promise;
  }

  close() {
    this.#socket.end();
  }

  #send(line) {
    this.#socket.write(line + '\r\n'); // <- slow
  }

  #read(text) {
    const lines = (this.#rest + text).split('\r\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#waiting[this.#answered++](line.slice(1));
  }
}

module.exports = { KeyValueClient };

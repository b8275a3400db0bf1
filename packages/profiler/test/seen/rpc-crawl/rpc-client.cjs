'use strict';
const net = require('node:net');
const { once } = require('node:events');
const { createInterface } = require('node:readline');

class RpcClient {
  #socket;
  #pending = new Map();
  #id = 0;

  constructor(socket) {
    this.#socket = socket.setNoDelay(true);
    createInterface({ input: socket }).on('line', (line) => this.#settle(JSON.parse(line)));
  }

  static async connect(port, host = '127.0.0.1') {
    const socket = net.connect(port, host);
    await once(socket, 'connect');
    return new RpcClient(socket);
  }

  call(method, params = {}) {
    const id = ++this.#id;
    const answer = new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    this.#socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return answer;
  }

  close() {
    this.#socket.end();
  }

  #settle({ id, result, error }) {
    const caller = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) caller?.reject(new Error(error.message));
    else caller?.resolve(result);
  }
}

module.exports = { RpcClient };

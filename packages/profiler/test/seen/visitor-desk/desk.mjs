import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { matches, stored } from './codes.mjs';

const readBody = async (request) => JSON.parse((await request.toArray()).join('') || '{}');

export class Desk {
  #folder;
  #known = new Map();
  #routes = {
    'POST /check-in': (request, response) => this.#checkIn(request, response),
    'GET /plan': (request, response) => this.#plan(request, response),
  };

  constructor(folder) {
    this.#folder = folder;
    this.server = http.createServer((request, response) => {
      const [path] = request.url.split('?');
      const route = this.#routes[`${request.method} ${path}`];
      if (!route) return response.writeHead(404).end();
      return route(request, response).catch(() => response.writeHead(500).end());
    });
  }

  async #checkIn(request, response) {
    const { name, code } = await readBody(request);
    if (!this.#known.has(name)) this.#known.set(name, stored(name));
    const isRight = await matches(code, this.#known.get(name));
    response.writeHead(isRight ? 204 : 403).end();
  }

  async #plan(request, response) {
    const { searchParams } = new URL(request.url, 'http://desk');
    const svg = await readFile(join(this.#folder, `${Number(searchParams.get('floor')) % 12}.svg`));
    response.setHeader('content-type', 'image/svg+xml');
    response.end(svg);
  }
}

import http from 'node:http';
import { readFileSync } from 'node:fs';
import { pageOf } from './page.ts';
import { reply } from './reply.ts';

type Handler = (request: http.IncomingMessage, response: http.ServerResponse, match: RegExpExecArray) => void;

const robots = readFileSync(import.meta.filename, 'latin1').includes('http') ? 'User-agent: *\nAllow: /\n' : '';

const routes: ReadonlyArray<readonly [RegExp, Handler]> = [
  [/^\/issues\/(\d+)$/, (request, response, [, issue]) => reply(request, response).page(pageOf(Number(issue)))],
  [/^\/robots\.txt$/, (request, response) => reply(request, response).text(robots)],
];

export function openSite(): http.Server {
  return http.createServer((request, response) => {
    for (const [pattern, handler] of routes) {
      const match = pattern.exec(request.url ?? '/');
      if (match) return handler(request, response, match);
    }
    return response.writeHead(404).end();
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { vizError } from '../errors.ts';
import { livePage } from './live-page.ts';
import { createLiveReport } from './live-report.ts';

/** A page on this machine that follows a report file. */
export interface LiveServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
}

export interface LiveServerOptions {
  /** Absolute path of the report; it may appear later. */
  readonly file: string;
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number;
}

/**
 * Serves the report on 127.0.0.1 only. Requests for another host name are refused, so that a page elsewhere cannot read the report through
 * a name that points here. Rejects with `NSI_VIZ_SERVE` when the port or the folder is not to be had.
 */
export async function startLiveServer({ file, port }: LiveServerOptions): Promise<LiveServer> {
  const listeners = new Set<ServerResponse>();
  const send = (response: ServerResponse, event: string, message: string): void =>
    void response.write(`event: ${event}\ndata: ${JSON.stringify({ message })}\n\n`);
  const report = watched(file, ({ isNew, message }) => {
    for (const response of listeners) send(response, isNew ? 'report' : 'state', message);
  });
  const server = createServer((request, response) => {
    if (!isLocal(request, server.address() as AddressInfo)) return refuse(response, 403, 'This page is served to 127.0.0.1 only.');
    if (request.method !== 'GET') return refuse(response, 405, 'Only GET is served.');
    if (request.url === '/') return sendLivePage(response);
    if (request.url === '/report') return sendHtml(response, report.page() ?? waiting(report.message()));
    if (request.url !== '/events') return refuse(response, 404, 'There is nothing here.');
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
    listeners.add(response);
    response.once('close', () => listeners.delete(response));
    send(response, 'state', report.message());
  });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    report[Symbol.dispose]();
    throw vizError(
      'NSI_VIZ_SERVE',
      `expected port ${port} of 127.0.0.1 to be free, got ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`,
      { cause },
    );
  }
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/`,
    port: bound,
    async [Symbol.asyncDispose]() {
      report[Symbol.dispose]();
      for (const response of listeners) response.end();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const headers = Object.freeze({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
});

function watched(file: string, onChange: Parameters<typeof createLiveReport>[0]['onChange']): ReturnType<typeof createLiveReport> {
  try {
    return createLiveReport({ file, onChange });
  } catch (cause) {
    throw vizError(
      'NSI_VIZ_SERVE',
      `expected the folder of ${file} to exist, got ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`,
      {
        hint: 'Make the folder first, or name a file in one that exists.',
        cause,
      },
    );
  }
}

function isLocal({ headers: { host } }: IncomingMessage, { port }: AddressInfo): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

function sendLivePage(response: ServerResponse): void {
  const { html, policy } = livePage();
  response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(html);
}

function sendHtml(response: ServerResponse, html: string): void {
  response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function waiting(message: string): string {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Waiting</title><p>${text}</p></html>`;
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

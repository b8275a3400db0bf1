import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { optimizerError } from '../errors.ts';

/** A running endpoint; disposing it closes the server. */
export interface MetricsServer extends AsyncDisposable {
  /** Where Prometheus scrapes. */
  readonly url: string;
  readonly port: number;
}

/** What the endpoint serves. */
export interface MetricsSource {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** Serves `GET /metrics`. The server does not keep the process alive. */
export async function serveMetrics(
  source: MetricsSource,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const { createServer } = await import('node:http');
  const server = createServer({ requestTimeout: 10_000 }, answerWith(source));
  server.unref();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (cause) {
    throw optimizerError(
      'NSI_OPTIMIZER_METRICS_PORT',
      `expected to listen on ${host}:${port}, got ${(cause as NodeJS.ErrnoException).code}`,
      { cause },
    );
  }
  const bound = server.address() as AddressInfo;
  return {
    port: bound.port,
    url: `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}/metrics`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerWith(source: MetricsSource): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/metrics') return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    source.metrics().then(
      (text) => response.writeHead(200, { 'content-type': source.contentType }).end(request.method === 'HEAD' ? undefined : text),
      (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`${(error as Error).message}\n`),
    );
  };
}
